import type { LoadedSite } from "../config/load-site.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { FollowUp } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import { NO_READING } from "../render/needs-browser.ts";
import { PageLostError } from "../render/page-lost-error.ts";
import type { ArticleReader, ArticleReading, Judged, ReadingAsk } from "./article-reader.ts";
import { browserUse } from "./browsing.ts";
import { type DraftedRecord, fromWritten } from "./drafted-record.ts";
import { PageUnreadError } from "./page-unread-error.ts";
import type { ProtectorSettings } from "./protector.ts";
import { errorOf, type FromThread, type SentReading, sentError, withOwnBytes } from "./reading-messages.ts";
import {
  MOST_LOOKS,
  type ReadingBounds,
  type ReadingThread,
  startReadingThread,
  type ThreadEnd,
} from "./reading-thread.ts";
import { addReadings, noReadings, type ReadingTally } from "./reading-watch.ts";

export interface PoolOptions {
  readonly threads: number;
  readonly sites: readonly LoadedSite[];
  readonly protector: ProtectorSettings;
  readonly since: string | null;
  /** How pages were read in this run, by the name of their site: one count over all threads. */
  readonly readings: Map<string, ReadingTally>;
  /** Aborted: what is in work is dropped at once, with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly bounds: ReadingBounds;
}

/** Threads that read articles' pages. Everything else stays with the thread that opened them. */
export interface ReadingPool extends ArticleReader {
  /** How many more pages may be begun now, so that few wait for a thread. */
  room(): number;
  close(): Promise<void>;
}

/** So many pages a thread has at once: one in work, one to go on with. What waits further is not begun. */
const IN_HAND = 2;
/** So many pages a thread may wait before no further visit is begun. */
const MOST_WAITING = 4;
/** Threads that end so often one after the other without having read anything will never read. */
const MOST_VAIN_STARTS = 3;

interface Task {
  readonly number: number;
  readonly page: Page;
  readonly loaded: LoadedSite;
  readonly ask: ReadingAsk;
  resolve(reading: ArticleReading): void;
  reject(error: unknown): void;
}

interface Desk {
  thread: ReadingThread;
  /** In the order in which they were handed over; those that wait for a further page left out. */
  readonly inHand: Set<Task>;
  readonly waiting: Set<Task>;
  /** Tasks whose next record someone waits for. */
  readonly next: Map<number, Next>;
  /** Tasks of which no further record will be asked for: the thread is told with the next page. */
  readonly settled: Set<number>;
}

interface Next {
  resolve(record: DraftedRecord | null): void;
  reject(error: unknown): void;
}

/**
 * Opens threads that read. A thread that takes too long for a page, or too much memory, costs that page, and is started anew; pages that it
 * had beside are given back with a `PageUnreadError`, for their bytes went with it.
 */
export function openReadingPool(options: PoolOptions): ReadingPool {
  const { threads, sites, protector, since, readings, signal, bounds } = options;
  const settings = { sites: sites.map(({ site, version }) => ({ site, version })), protector, since };
  const queue: Task[] = [];
  /** Pages of each site that threads have in hand. */
  const inWork = new Map<string, number>();
  let lastNumber = 0;
  let vainStarts = 0;
  let failure: unknown;

  const start = (desk: Omit<Desk, "thread">): ReadingThread =>
    startReadingThread(settings, bounds, {
      onMessage: (message) => hear(desk as Desk, message),
      onEnd: (end) => replace(desk as Desk, end),
    });
  const open = (): Desk => {
    const desk = { inHand: new Set<Task>(), waiting: new Set<Task>(), next: new Map(), settled: new Set<number>() };
    return Object.assign(desk, { thread: start(desk) });
  };
  const desks = Array.from({ length: threads }, open);
  const taskOf = ({ inHand, waiting }: Desk, number: number) =>
    [...inHand, ...waiting].find((task) => task.number === number);

  const handOut = () => {
    while (queue.length > 0) {
      const desk = desks.reduce((one, other) => (other.inHand.size < one.inHand.size ? other : one));
      if (desk.inHand.size >= IN_HAND) return;
      post(desk, queue.shift() as Task);
    }
  };
  const post = ({ thread, inHand, settled }: Desk, task: Task) => {
    const { number, loaded, ask } = task;
    const site = loaded.site.name;
    const tally = readings.get(site) ?? noReadings;
    const begun = inWork.get(site) ?? 0;
    const { page, transfer } = ask.keepsBytes ? { page: task.page, transfer: [] } : withOwnBytes(task.page);
    inHand.add(task);
    inWork.set(site, begun + 1);
    const { askedUrl, tdmRules, isRendered } = ask;
    thread.post(
      {
        ...{ kind: "read", task: number, site, page, ask: { askedUrl, tdmRules, isRendered } },
        wantsGaps: browserUse(loaded.site, "article") !== "never",
        tally: { ...noReadings, fast: tally.fast + begun, differsAt: tally.differsAt },
        settled: [...settled],
      },
      transfer,
    );
    settled.clear();
  };

  const hear = (desk: Desk, message: FromThread) => {
    if (message.kind === "ready") return;
    vainStarts = 0;
    if (message.kind === "next") {
      desk.next.get(message.task)?.resolve(message.record === null ? null : fromWritten(message.record));
      desk.next.delete(message.task);
      return;
    }
    const task = taskOf(desk, message.task);
    if (task === undefined) return;
    if (message.kind === "wants") return void bring(desk, task, message.followUp);
    const { name } = task.loaded.site;
    readings.set(name, addReadings(readings.get(name) ?? noReadings, message.tally));
    leave(desk, task);
    if (message.kind === "read") task.resolve(readingOf(message.reading, furtherOf(desk, task.number)));
    else task.reject(errorOf(message.error));
    handOut();
  };
  const furtherOf = (desk: Desk, number: number): Further => {
    const { thread } = desk;
    return {
      nextRecord: () =>
        new Promise((resolve, reject) => {
          if (failure !== undefined) return reject(failure);
          if (desk.thread !== thread) return reject(new PageUnreadError("the thread that read it ended"));
          desk.next.set(number, { resolve, reject });
          thread.post({ kind: "next", task: number }, []);
        }),
      settle: () => {
        if (desk.thread === thread) desk.settled.add(number);
      },
    };
  };
  const leave = ({ inHand, waiting }: Desk, task: Task) => {
    inHand.delete(task);
    waiting.delete(task);
    inWork.set(task.loaded.site.name, (inWork.get(task.loaded.site.name) ?? 1) - 1);
  };

  const bring = async (desk: Desk, task: Task, followUp: FollowUp) => {
    const { thread } = desk;
    desk.inHand.delete(task);
    desk.waiting.add(task);
    handOut();
    const isGone = () => desk.thread !== thread || !desk.waiting.has(task);
    try {
      const brought = await task.ask.bring(followUp);
      if (isGone()) return;
      const { page, transfer } = task.ask.keepsBytes ? { page: brought, transfer: [] } : withOwnBytes(brought);
      thread.post({ kind: "brought", task: task.number, page }, transfer);
    } catch (error) {
      if (isGone()) return;
      if (endsVisit(error)) task.reject(error);
      thread.post({ kind: "not-brought", task: task.number, error: sentError(error) }, []);
    }
    desk.waiting.delete(task);
    desk.inHand.add(task);
  };

  const replace = (desk: Desk, end: ThreadEnd) => {
    const tasks = [...desk.inHand, ...desk.waiting];
    // Where it does not tell at which page it was, the first is as good a guess as any: one goes with each end, so that ends come to an end.
    const guilty = tasks.find(({ number }) => number === end.task) ?? tasks[0];
    for (const task of tasks) {
      leave(desk, task);
      task.reject(
        task === guilty ? errorOfEnd(task.page, end) : new PageUnreadError("the thread that was to read it ended"),
      );
    }
    for (const { reject } of desk.next.values()) reject(new PageUnreadError("the thread that read it ended"));
    desk.next.clear();
    desk.settled.clear();
    vainStarts = end.wasReady ? 0 : vainStarts + 1;
    if (vainStarts >= MOST_VAIN_STARTS) return fail(new Error(`no reading thread starts: ${end.detail}`));
    desk.thread = start(desk);
    handOut();
  };
  const fail = (error: unknown) => {
    failure = error;
    for (const desk of desks) {
      for (const task of [...desk.inHand, ...desk.waiting]) {
        leave(desk, task);
        task.reject(error);
      }
      for (const { reject } of desk.next.values()) reject(error);
      desk.next.clear();
    }
    for (const task of queue.splice(0)) task.reject(error);
  };
  const drop = () => fail(signal?.reason);
  signal?.addEventListener("abort", drop, { once: true });
  const watch = setInterval(() => {
    for (const { thread, inHand } of desks) thread.look(inHand.size > 0);
  }, bounds.maxMs / MOST_LOOKS);

  return {
    read: (page, loaded, ask) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        lastNumber = (lastNumber % 2 ** 30) + 1;
        queue.push({ number: lastNumber, page, loaded, ask, resolve, reject });
        handOut();
      }),
    room: () => Math.max(0, threads * MOST_WAITING - queue.length),
    async close() {
      clearInterval(watch);
      signal?.removeEventListener("abort", drop);
      fail(new Error("the reading threads are closed"));
      await Promise.all(desks.map(({ thread }) => thread.close()));
    },
  };
}

/** What went wrong with a page of comments costs its comments, and all else the visit. */
function endsVisit(error: unknown): boolean {
  return error instanceof PageLostError || !(error instanceof CrawlError || error instanceof RefusedError);
}

/** What a thread keeps of a page that it has read. */
interface Further extends Pick<Judged, "settle"> {
  readonly nextRecord: () => Promise<DraftedRecord | null>;
}

function readingOf({ bytes, notArticle, gaps, draft }: SentReading, { nextRecord, settle }: Further): ArticleReading {
  const drafted =
    draft.kind === "judged"
      ? {
          ...{ kind: draft.kind, record: fromWritten(draft.record), reasons: draft.reasons },
          ...{ nextRecord: draft.hasNext ? nextRecord : null, settle },
        }
      : draft;
  return {
    bytes,
    notArticle,
    gaps: () => gaps ?? NO_READING,
    draft: () => drafted,
  };
}

function errorOfEnd({ finalUrl }: Page, { why, detail }: ThreadEnd): CrawlError {
  return why === "error"
    ? new CrawlError(
        `the page ended the thread that read it, by an error of the program itself (please report it): ${detail}`,
        {
          ...{ reason: "internal", consequence: "give-up", url: finalUrl },
        },
      )
    : new CrawlError(`${finalUrl}: ${detail}`, { reason: "parse-bounds", consequence: "give-up", url: finalUrl });
}
