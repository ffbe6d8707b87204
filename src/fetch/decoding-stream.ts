import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from "node:zlib";
import { AnswerFault } from "./answer-fault.ts";
import { decodingFault, type Encoding, isZlib } from "./content-encoding.ts";
import { ZSTD_PARAMS } from "./decode-members.ts";

/** Who takes what a decoding stream gives. Of `end` and `fail` one is called, once, and nothing after it. */
export interface DecodedSink {
  data(chunk: Buffer): void;
  end(): void;
  fail(error: unknown): void;
  /** More may be written again. */
  ready(): void;
}

export interface DecodingStream {
  /** False: write no more until `ready`. */
  write(chunk: Buffer): boolean;
  end(): void;
  destroy(): void;
}

interface Stage {
  readonly encoding: Encoding;
  readonly decoder: Transform & { readonly bytesWritten: number };
  inputBytes: number;
  outputBytes: number;
}

/**
 * Undoes the encodings of a long body while it comes, so that a bomb is known by its first megabytes. `first` are the body's first
 * bytes, not written yet. No stage before the last may give more than `maxBytes`; the last one's output is the sink's to bound.
 *
 * Stricter than `decodeWhole`: other bytes after a gzip member and, unless they come apart, further zstd frames are errors.
 */
export function openDecodingStream(
  encodings: readonly Encoding[],
  first: Buffer,
  maxBytes: number,
  sink: DecodedSink,
): DecodingStream {
  const stages = encodings.toReversed().map((encoding, index) => openStage(encoding, index === 0 ? first : undefined));
  let isOver = false;
  const destroy = () => {
    isOver = true;
    for (const { decoder } of stages) decoder.destroy();
  };
  const fail = (error: unknown) => {
    if (isOver) return;
    destroy();
    sink.fail(error);
  };
  for (const [index, stage] of stages.entries()) {
    const next = stages[index + 1];
    const { decoder, encoding } = stage;
    decoder.on("error", (error) => fail(decodingFault(error, encoding, maxBytes)));
    decoder.on("data", (chunk: Buffer) => {
      if (isOver) return;
      stage.outputBytes += chunk.length;
      if (next === undefined) sink.data(chunk);
      else if (stage.outputBytes > maxBytes) fail(tooLarge(maxBytes, encoding));
      else if (!feed(next, chunk)) decoder.pause();
    });
    next?.decoder.on("drain", () => decoder.resume());
    decoder.on("end", () => {
      if (isOver) return;
      if (encoding === "zstd" && decoder.bytesWritten < stage.inputBytes) return fail(unreadFrames());
      if (next !== undefined) return next.decoder.end();
      isOver = true;
      sink.end();
    });
  }
  const entry = stages[0] as Stage;
  entry.decoder.on("drain", () => {
    if (!isOver) sink.ready();
  });
  return { write: (chunk) => feed(entry, chunk), end: () => entry.decoder.end(), destroy };
}

function openStage(encoding: Encoding, first: Buffer | undefined): Stage {
  return { encoding, decoder: openDecoder(encoding, first), inputBytes: 0, outputBytes: 0 };
}

function openDecoder(encoding: Encoding, first: Buffer | undefined): Stage["decoder"] {
  const options = { chunkSize: 64 * 1024 };
  if (encoding === "gzip") return createGunzip(options);
  if (encoding === "br") return createBrotliDecompress(options);
  if (encoding === "zstd") return createZstdDecompress({ ...options, params: ZSTD_PARAMS });
  const isBare = first !== undefined && !isZlib(first[0] ?? 0, first[1] ?? 0);
  return isBare ? createInflateRaw(options) : createInflate(options);
}

function feed(stage: Stage, chunk: Buffer): boolean {
  stage.inputBytes += chunk.length;
  return stage.decoder.write(chunk);
}

function tooLarge(maxBytes: number, encoding: Encoding): AnswerFault {
  return new AnswerFault(`expected at most ${maxBytes} bytes out of ${encoding}, found more`, "too-large", "give-up");
}

function unreadFrames(): AnswerFault {
  return new AnswerFault("expected one zstd frame in a long body, found bytes after it", "bad-encoding", "give-up");
}
