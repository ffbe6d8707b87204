import { type FileHandle, mkdir, open } from "node:fs/promises";
import { basename, join } from "node:path";
import { targetOf } from "./answer-of-record.ts";
import { archiveFiles } from "./archive-files.ts";
import { parseStory, type VisitStory } from "./archived-visit.ts";
import type { Capture } from "./cdxj.ts";
import { indexPathOf, writeIndex } from "./index-file.ts";
import { createIndexer } from "./indexer.ts";
import { readWarc, type WarcRecord } from "./read-warc.ts";
import { MAX_BLOCK_BYTES, recordHolds } from "./search-records.ts";
import { memberOf, type RecordType, recordBytes } from "./warc-record.ts";

/** What is to go from an archive. */
export interface ArchiveErasure {
  /** Pages of these addresses go, with all pages that were brought for them. */
  readonly isUnwanted: (url: string) => boolean;
  /** Whether something that is to go stands in these bytes: then the whole record goes. */
  readonly holds: (bytes: Uint8Array) => boolean;
  readonly redact: (text: string) => string;
}

export interface ErasedArchive {
  /** Names of the files that were written anew, WARC and index, within the archive's folder. */
  readonly files: readonly string[];
  /** Records that are gone, by file. */
  readonly records: Readonly<Record<string, number>>;
}

/**
 * Writes those files of an archive anew in `newDirectory` that hold what is to go. Whole records go, not single words: what a page says
 * of a person is more than the name. Requests and answers go together, with repeats that refer to them; the story of the visit stays
 * and says that its page was withheld. All other records stay byte for byte.
 */
export async function eraseFromArchive(
  directory: string,
  newDirectory: string,
  erasure: ArchiveErasure,
): Promise<ErasedArchive> {
  const files = await archiveFiles(directory);
  const gone = new Set<string>();
  const changed = new Set<string>();
  // Twice, since a repeat may stand in another file than the answer it refers to.
  for (const pass of [0, 1])
    for (const { path } of files) if (await markRecords(path, erasure, gone, pass)) changed.add(path);
  const written: string[] = [];
  const records: Record<string, number> = {};
  for (const { path } of files) {
    if (!changed.has(path)) continue;
    await mkdir(newDirectory, { recursive: true });
    const newPath = join(newDirectory, basename(path));
    records[basename(path)] = await rewrite(path, newPath, erasure, gone);
    await writeIndex(indexPathOf(newPath), await capturesOf(newPath));
    written.push(basename(path), basename(indexPathOf(path)));
  }
  return { files: written, records };
}

const idOf = ({ fields }: WarcRecord) => fields.get("warc-record-id") ?? "";

/** Notes the ids of records that go; true where the file holds anything to be changed. */
async function markRecords(path: string, erasure: ArchiveErasure, gone: Set<string>, pass: number): Promise<boolean> {
  let isChanged = false;
  for await (const item of readWarc(path, { maxBlockBytes: MAX_BLOCK_BYTES })) {
    // What cannot be read cannot be looked through: it goes.
    if (item.kind === "damage") isChanged = true;
    else if (marks(item.record, erasure, gone, pass)) isChanged = true;
  }
  return isChanged;
}

function marks(record: WarcRecord, erasure: ArchiveErasure, gone: Set<string>, pass: number): boolean {
  const story = storyIn(record);
  if (story !== undefined) {
    const isUnwanted = erasure.isUnwanted(story.url);
    for (const { record: id } of isUnwanted ? story.trips : []) if (id !== undefined) gone.add(id);
    return (
      isUnwanted ||
      story.trips.some(({ record: id }) => id !== undefined && gone.has(id)) ||
      holds(record, erasure, pass)
    );
  }
  const id = idOf(record);
  const partner = record.fields.get("warc-concurrent-to") ?? "";
  const original = record.fields.get("warc-refers-to") ?? "";
  const goes =
    gone.has(id) ||
    gone.has(original) ||
    (record.type === "request" && gone.has(partner)) ||
    erasure.isUnwanted(targetOf(record) ?? "") ||
    holds(record, erasure, pass);
  if (!goes) return false;
  gone.add(id);
  if (record.type === "request" && partner !== "") gone.add(partner);
  return true;
}

/** Looked at once: the first pass has noted it. */
function holds(record: WarcRecord, erasure: ArchiveErasure, pass: number): boolean {
  return pass === 0 && recordHolds(record, erasure.holds);
}

function storyIn({ type, block }: WarcRecord): VisitStory | undefined {
  const story = type === "metadata" ? parseStory(block) : undefined;
  return story?.oogst === "visit" ? story : undefined;
}

/** Gives how many records are gone. */
async function rewrite(
  path: string,
  newPath: string,
  erasure: ArchiveErasure,
  gone: ReadonlySet<string>,
): Promise<number> {
  const from = await open(path, "r");
  const to = await open(newPath, "w");
  let count = 0;
  try {
    for await (const item of readWarc(path, { maxBlockBytes: MAX_BLOCK_BYTES })) {
      if (item.kind === "damage") continue;
      const { record } = item;
      const story = storyIn(record);
      if (story !== undefined) {
        const told = toldWithout(story, erasure, gone);
        const isSame = JSON.stringify(told) === JSON.stringify(story);
        await to.write(isSame ? await memberBytes(from, record) : await storyBytes(record, told));
      } else if (gone.has(idOf(record))) count++;
      else await to.write(await memberBytes(from, record));
    }
  } finally {
    await from.close();
    await to.close();
  }
  return count;
}

/** Its member as it stands in the file; records that share one get one each. */
async function memberBytes(file: FileHandle, record: WarcRecord): Promise<Buffer> {
  if (record.length === 0) return rewritten(record, record.block, record.fields.get("warc-concurrent-to"));
  const { buffer } = await file.read(Buffer.alloc(record.length), 0, record.length, record.offset);
  return buffer;
}

function storyBytes(record: WarcRecord, story: VisitStory): Promise<Buffer> {
  return rewritten(record, JSON.stringify(story), story.trips[0]?.record);
}

const WRITTEN_ANEW = new Set([
  ...["warc-type", "warc-record-id", "warc-date", "warc-target-uri", "warc-block-digest", "warc-concurrent-to"],
  ...["content-type", "content-length"],
]);

function rewritten({ type, fields }: WarcRecord, block: Uint8Array | string, partner: string | undefined) {
  const target = fields.get("warc-target-uri");
  return memberOf(
    recordBytes({
      type: type as RecordType,
      id: fields.get("warc-record-id") ?? "",
      date: fields.get("warc-date") ?? "",
      ...(target === undefined ? {} : { targetUri: target }),
      contentType: fields.get("content-type") ?? "application/octet-stream",
      fields: {
        "WARC-Concurrent-To": partner,
        ...Object.fromEntries([...fields].filter(([name]) => !WRITTEN_ANEW.has(name))),
      },
      block: [block],
    }),
  );
}

/** The story of a visit whose pages are gone; names in what it tells are hidden. */
function toldWithout(story: VisitStory, { redact, isUnwanted }: ArchiveErasure, gone: ReadonlySet<string>): VisitStory {
  const isAllGone = isUnwanted(story.url);
  return {
    ...story,
    trips: story.trips.map((trip) => {
      const isGone = isAllGone || (trip.record !== undefined && gone.has(trip.record));
      const { url, method, sent, error } = trip;
      const asked = { url, ...(method === undefined ? {} : { method }), ...(sent === undefined ? {} : { sent }) };
      const told = error === undefined ? {} : { error: { ...error, message: redact(error.message) } };
      if (isGone) return { ...asked, ...told, withheld: "erased" };
      return { ...trip, ...told };
    }),
  };
}

async function capturesOf(path: string): Promise<Capture[]> {
  const captures: Capture[] = [];
  const indexer = createIndexer(path, captures);
  for await (const item of readWarc(path)) if (item.kind === "record") indexer.note(item.record);
  return captures;
}
