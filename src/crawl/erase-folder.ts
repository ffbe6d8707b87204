import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { eraseFromArchive } from "../archive/archive.ts";
import { eraseFromStore } from "../config/erase-from-store.ts";
import { type ChangedSegment, hasLedger, LedgerCopy } from "../frontier/rewrite-ledger.ts";
import { openSegmentName, STREAMS, type StreamName, sealedSegmentName } from "../model/segment-name.ts";
import { withErasedNames } from "../people/erased-list.ts";
import { MANIFEST_FILE, type ManifestSegment, manifestText } from "../write/manifest.ts";
import { rewriteSegment } from "../write/rewrite-segment.ts";
import { type FoundOnTheWay, lineEraser, type Survey, survey } from "./erase-lines.ts";
import { fileHolds } from "./erase-search.ts";
import type { EraseTask } from "./erase-task.ts";
import { erasedNamesFrom } from "./erased.ts";

/** Files that `oogst export` leaves: copies, which are made again in a moment. */
const EXPORTED =
  /^(articles|comments)\.(parquet|csv|jsonl|jsonld)(\.part)?$|^dataset\.duckdb(\.part)?(\.wal)?$|^load\.sql$|^duckdb-tables$/;

/** Makes the new files of one dataset ready: of the folder itself, or of one that `--fresh` moved aside. */
export async function eraseFolder(folder: string, task: EraseTask): Promise<void> {
  const directory = join(task.directory, folder);
  const found: FoundOnTheWay = { pages: new Set(task.urls), commentIds: new Set() };
  if (hasLedger(directory)) await eraseRecords(folder, task, found);
  await eraseReport(folder, task);
  await eraseArchive(folder, task, found);
  for (const name of readdirSync(directory).filter((name) => /\.sqlite$/.test(name) && name !== "ledger.sqlite"))
    await eraseCache(join(folder, name), task);
  await removeExports(folder, task);
}

/** Where the dataset changed, all of them; else those that were made before an earlier change and hold a name. */
async function removeExports(folder: string, task: EraseTask): Promise<void> {
  const exported = join(task.directory, folder, "export");
  if (!existsSync(exported)) return;
  const hasChanged = task.counts.comments + task.counts.records + task.counts.mentions > 0;
  for (const name of readdirSync(exported).filter((each) => EXPORTED.test(each))) {
    const path = join(exported, name);
    if (!hasChanged && !(statSync(path).isFile() && (await fileHolds(path, task.holds)))) continue;
    task.removed.add(join(folder, "export", name));
    task.counts.removedFiles.push(join(folder, "export", name));
  }
}

async function eraseRecords(folder: string, task: EraseTask, found: FoundOnTheWay): Promise<void> {
  const directory = join(task.directory, folder);
  const staged = join(task.staging, folder, "ledger.sqlite");
  await mkdir(dirname(staged), { recursive: true });
  const surveyed = await survey(directory, task);
  const copy = LedgerCopy.make(directory, staged);
  try {
    const listed: ManifestSegment[] = [];
    for (const stream of STREAMS) listed.push(...(await eraseStream(folder, stream, surveyed, copy, task, found)));
    copy.redact((text) => task.matcher.redact(text));
    copy.forget([...surveyed.articleIds], [...task.urls], { directory, nowMs: task.nowMs });
    const names = withErasedNames(erasedNamesFrom(copy.erasedNames() ?? undefined), task.names, {
      freshSalt: task.freshSalt,
      inArticles: task.hasArticleAuthors,
    });
    const ids = [...found.commentIds, ...surveyed.articleIds];
    copy.remember(ids, names.names.length === 0 ? null : JSON.stringify(names));
    copy.finish();
    task.replaced.add(join(folder, "ledger.sqlite"));
    for (const end of ["-wal", "-shm", "-journal"]) task.removed.add(join(folder, `ledger.sqlite${end}`));
    const manifest = manifestText(listed);
    const path = join(directory, MANIFEST_FILE);
    if (existsSync(path) && readFileSync(path, "utf8") === manifest) return;
    await writeFile(join(task.staging, folder, MANIFEST_FILE), manifest);
    task.replaced.add(join(folder, MANIFEST_FILE));
  } finally {
    copy.abandon();
  }
}

async function eraseStream(
  folder: string,
  stream: StreamName,
  surveyed: Survey,
  copy: LedgerCopy,
  task: EraseTask,
  found: FoundOnTheWay,
): Promise<ManifestSegment[]> {
  const directory = join(task.directory, folder);
  const erase = lineEraser(directory, stream, surveyed, task, found);
  const segments: ChangedSegment[] = [];
  const listed: ManifestSegment[] = [];
  let sequence = 0;
  for (const { segment, isSealed, records } of copy.segmentsOf(stream)) {
    const name = isSealed ? sealedSegmentName(stream, segment) : openSegmentName(stream);
    const path = join(directory, name);
    if (!existsSync(path)) {
      // Moved away by somebody: its lines keep their numbers.
      sequence += records;
      continue;
    }
    let contentHash: string | null = null;
    let changes = 0;
    const before = sequence;
    const facts = await rewriteSegment(
      path,
      join(task.staging, folder, name),
      (line) => {
        const erased = erase(line);
        contentHash = erased.contentHash;
        if (erased.line !== line) changes++;
        return erased.line;
      },
      ({ offset, newOffset, bytes, place }) => {
        if (stream === "articles" && bytes > 0)
          copy.move({ segment, offset, newOffset, bytes, sequence: before + place + 1, contentHash });
      },
    );
    sequence += facts.records;
    segments.push({ segment, isSealed, ...facts, lastSequence: sequence });
    if (facts.isChanged) {
      task.counts.files[join(folder, name)] = changes;
      if (facts.records === 0 && isSealed) {
        await rm(join(task.staging, folder, name));
        task.removed.add(join(folder, name));
        task.replaced.delete(join(folder, name));
      } else task.replaced.add(join(folder, name));
    }
    const { bytes, sha256 } = facts;
    if (facts.records > 0)
      listed.push({
        ...{ name, stream, isSealed, records: facts.records, bytes, sha256 },
        ...{ firstSequence: before + 1, lastSequence: sequence },
      });
  }
  copy.setSegments(stream, segments);
  return listed;
}

/** Names within the examples of the last report, and examples of erased addresses. */
async function eraseReport(folder: string, task: EraseTask): Promise<void> {
  const path = join(task.directory, folder, "report.json");
  if (!existsSync(path)) return;
  const text = readFileSync(path, "utf8");
  const report = JSON.parse(text);
  const changed = `${JSON.stringify(withoutExamples(report, task), null, 2)}\n`;
  if (JSON.stringify(JSON.parse(changed)) === JSON.stringify(report)) return;
  await mkdir(join(task.staging, folder), { recursive: true });
  await writeFile(join(task.staging, folder, "report.json"), changed);
  task.replaced.add(join(folder, "report.json"));
  task.counts.files[join(folder, "report.json")] = 1;
}

function withoutExamples(value: unknown, task: EraseTask): unknown {
  if (typeof value === "string") return task.matcher.redact(value);
  if (Array.isArray(value))
    return value.filter((each) => !task.urls.has(each?.url)).map((each) => withoutExamples(each, task));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutExamples(each, task)]));
}

async function eraseArchive(folder: string, task: EraseTask, { pages }: FoundOnTheWay): Promise<void> {
  const directory = join(task.directory, folder, "archive");
  if (!existsSync(directory)) return;
  const { files, records } = await eraseFromArchive(directory, join(task.staging, folder, "archive"), {
    isUnwanted: (url) => pages.has(url),
    holds: task.holds,
    redact: (text) => task.matcher.redact(text),
  });
  for (const name of files) task.replaced.add(join(folder, "archive", name));
  for (const [name, count] of Object.entries(records)) {
    task.counts.files[join(folder, "archive", name)] = count;
    task.counts.archiveRecords += count;
  }
}

/** Bodies of robots.txt and the like: what is dropped is asked for again. */
async function eraseCache(name: string, task: EraseTask): Promise<void> {
  const path = join(task.directory, name);
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  if (!files.some((file) => task.holds(readFileSync(file)))) return;
  await mkdir(dirname(join(task.staging, name)), { recursive: true });
  const dropped = eraseFromStore(path, join(task.staging, name), task.holds);
  task.replaced.add(name);
  for (const end of ["-wal", "-shm", "-journal"]) task.removed.add(`${name}${end}`);
  task.counts.files[join(dirname(name), basename(name))] = dropped;
}
