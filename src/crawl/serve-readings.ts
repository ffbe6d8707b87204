import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { LoadedSite } from "../config/load-site.ts";
import type { FollowUp } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import { type ArticleDraft, type ArticleReading, articleReader, type Judged } from "./article-reader.ts";
import { type DraftedRecord, writeRecord } from "./drafted-record.ts";
import { protectorOf } from "./protector.ts";
import { warmUp } from "./read-page.ts";
import {
  BEAT,
  errorOf,
  type FromThread,
  type SentReading,
  sentError,
  type ThreadSettings,
  type ToThread,
} from "./reading-messages.ts";
import { noReadings, type ReadingTally } from "./reading-watch.ts";

type ReadTask = Extract<ToThread, { kind: "read" }>;

/** Someone waits for a page that the main thread brings. */
interface Waiting {
  resolve(page: Page): void;
  reject(error: Error): void;
}

/** Reads what the main thread sends, one page at a time, until the thread is ended. */
export async function serveReadings(): Promise<void> {
  const port = parentPort as MessagePort;
  const { sites, protector, since, beat } = workerData as ThreadSettings;
  const byName = new Map(sites.map(({ site, version }) => [site.name, loadedSite(site, version)]));
  const protect = protectorOf(protector);
  const shown = new Int32Array(beat);
  const waiting = new Map<number, Waiting>();
  /** Records of tasks that are read, under their next addresses; few ever ask for one. */
  const further = new Map<number, () => Promise<DraftedRecord | null>>();
  const tell = (message: FromThread) => port.postMessage(message);
  const show = (task: number) => {
    Atomics.store(shown, BEAT.task, task);
    Atomics.add(shown, BEAT.steps, 1);
  };

  const want = (task: number, followUp: FollowUp) =>
    new Promise<Page>((resolve, reject) => {
      waiting.set(task, { resolve, reject });
      tell({ kind: "wants", task, followUp });
      show(0);
    });

  const read = async ({ task, site, page, ask, wantsGaps, tally, settled }: ReadTask) => {
    for (const done of settled) further.delete(done);
    // Counts only what this page adds; how often pages were read quickly so far is told by the run's own count.
    const readings = new Map([[site, tally]]);
    const added = () => difference(readings.get(site) ?? tally, tally);
    try {
      const reader = articleReader({ protect, readings, since });
      const loaded = byName.get(site) as LoadedSite;
      const bring = (followUp: FollowUp) => want(task, followUp);
      const reading = await reader.read(page, loaded, { ...ask, keepsBytes: false, bring });
      const draft = reading.draft();
      if (draft.kind === "judged" && draft.nextRecord !== null) further.set(task, draft.nextRecord);
      tell({ kind: "read", task, reading: sentReading(reading, draft, wantsGaps), tally: added() });
    } catch (error) {
      tell({ kind: "failed", task, error: sentError(error), tally: added() });
    }
    show(0);
  };

  const giveNext = async (task: number) => {
    // What cannot be made stands as none: the record before is as good as it gets.
    const record = await further
      .get(task)?.()
      .catch(() => null);
    tell({ kind: "next", task, record: record == null ? null : writeRecord(record.whole()) });
    show(0);
  };

  const take = (message: ToThread) => {
    show(message.task);
    if (message.kind === "read") return void read(message);
    if (message.kind === "next") return void giveNext(message.task);
    const asked = waiting.get(message.task);
    waiting.delete(message.task);
    if (message.kind === "brought") asked?.resolve(message.page);
    else asked?.reject(errorOf(message.error));
  };

  await warmUp([...byName.values()]);
  port.on("message", take);
  tell({ kind: "ready" });
}

function sentReading(
  { bytes, notArticle, gaps }: ArticleReading,
  draft: ArticleDraft,
  wantsGaps: boolean,
): SentReading {
  return {
    bytes,
    notArticle,
    gaps: wantsGaps ? gaps() : null,
    draft: draft.kind === "judged" ? sentRecord(draft) : draft,
  };
}

function sentRecord({ kind, record, reasons, nextRecord }: Judged): SentReading["draft"] {
  return { kind, record: writeRecord(record.whole()), reasons, hasNext: nextRecord !== null };
}

/** What a page added to a count that began as `before` and with no reasons. */
function difference(after: ReadingTally, before: ReadingTally): ReadingTally {
  return {
    fast: after.fast - before.fast,
    full: after.full - before.full,
    reasons: after.reasons,
    checked: after.checked - before.checked,
    differsAt: before.differsAt === null ? after.differsAt : noReadings.differsAt,
  };
}

function loadedSite(site: LoadedSite["site"], version: string): LoadedSite {
  return { site, version, fileName: "", warnings: [] };
}
