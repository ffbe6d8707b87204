import type { OutputError } from "../model/dataset-error.ts";
import type { Outbox } from "../model/outbox.ts";
import { openSegmentName, STREAMS, type StreamName } from "../model/segment-name.ts";
import { diskFiles, type Files } from "./files.ts";
import { type ManifestSegment, readManifest, writeManifest } from "./manifest.ts";
import { StreamWriter } from "./stream-writer.ts";

export interface ProjectionOptions {
  /** Called once, when the files can no longer be written; nothing is lost, but the run is to stop. */
  readonly onError?: (error: OutputError) => void;
  /** About so many bytes are written between two syncs. Default 1 MiB. */
  readonly maxBatchBytes?: number;
  readonly files?: Files;
}

/** The dataset's files, kept up to date with the ledger. */
export interface Projection {
  /** Resolves when all lines durable at the call are in their files, on disk. Rejects with an `OutputError`. */
  flush(): Promise<void>;
  /** Flushes, and tells in the manifest how far the open segments are. To be called before the ledger is closed. */
  close(): Promise<void>;
}

/**
 * Opens the dataset's files and writes what a crash kept from being written; from then on every line that becomes durable is appended.
 *
 * A line reaches its file only when the ledger would give it again after any crash, and leaves the ledger only when it is in the
 * file for good. So each line is there once, whole and in order of commit, and a reader that follows never sees one change.
 */
export async function createProjection(
  outbox: Outbox,
  directory: string,
  options: ProjectionOptions = {},
): Promise<Projection> {
  const { files = diskFiles, maxBatchBytes = 1024 * 1024 } = options;
  const writers = new Map<StreamName, StreamWriter>();
  const onSealed = async () => writeManifest(files, directory, await sealedSegments(outbox));
  try {
    for (const stream of STREAMS) {
      writers.set(stream, await StreamWriter.open({ stream, outbox, directory, files, maxBatchBytes, onSealed }));
    }
    await mendManifest(outbox, directory, files);
  } catch (error) {
    for (const writer of writers.values()) await writer.close();
    throw error;
  }
  return new RunningProjection(outbox, directory, files, writers, options.onError ?? (() => {}));
}

class RunningProjection implements Projection {
  readonly #outbox: Outbox;
  readonly #directory: string;
  readonly #files: Files;
  readonly #writers: ReadonlyMap<StreamName, StreamWriter>;
  readonly #onError: (error: OutputError) => void;
  #hasMore = false;
  #draining: Promise<void> | undefined;
  #failure: OutputError | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    outbox: Outbox,
    directory: string,
    files: Files,
    writers: ReadonlyMap<StreamName, StreamWriter>,
    onError: (error: OutputError) => void,
  ) {
    this.#outbox = outbox;
    this.#directory = directory;
    this.#files = files;
    this.#writers = writers;
    this.#onError = onError;
    outbox.onLines(() => this.#wake());
  }

  async flush(): Promise<void> {
    this.#wake();
    await this.#draining;
    if (this.#failure) throw this.#failure;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.flush();
      this.#outbox.onLines(() => {});
      await writeManifest(this.#files, this.#directory, await allSegments(this.#outbox, this.#writers));
    } finally {
      for (const writer of this.#writers.values()) await writer.close();
    }
  }

  #wake(): void {
    this.#hasMore = true;
    if (this.#failure) return;
    this.#draining ??= this.#drain();
  }

  async #drain(): Promise<void> {
    try {
      while (this.#hasMore) {
        this.#hasMore = false;
        for (const writer of this.#writers.values()) await writer.drain();
      }
    } catch (error) {
      this.#failure = error as OutputError;
      this.#onError(this.#failure);
    } finally {
      this.#draining = undefined;
    }
  }
}

/** After a crash between sealing a segment and listing it. */
async function mendManifest(outbox: Outbox, directory: string, files: Files): Promise<void> {
  const listed = (await readManifest(files, directory)).filter((segment) => segment.isSealed);
  const sealed = await sealedSegments(outbox);
  if (JSON.stringify(listed) !== JSON.stringify(sealed)) await writeManifest(files, directory, sealed);
}

async function sealedSegments(outbox: Outbox): Promise<ManifestSegment[]> {
  const segments: ManifestSegment[] = [];
  for (const stream of STREAMS) segments.push(...(await sealedOf(outbox, stream)));
  return segments;
}

async function allSegments(outbox: Outbox, writers: ReadonlyMap<StreamName, StreamWriter>): Promise<ManifestSegment[]> {
  const segments: ManifestSegment[] = [];
  for (const [stream, writer] of writers) {
    segments.push(...(await sealedOf(outbox, stream)));
    const facts = await writer.facts();
    if (facts) segments.push({ name: openSegmentName(stream), stream, isSealed: false, ...facts });
  }
  return segments;
}

async function sealedOf(outbox: Outbox, stream: StreamName): Promise<ManifestSegment[]> {
  return (await outbox.sealed(stream)).map(({ name, records, bytes, sha256, firstSequence, lastSequence }) => ({
    name,
    stream,
    isSealed: true,
    records,
    bytes,
    sha256,
    firstSequence,
    lastSequence,
  }));
}
