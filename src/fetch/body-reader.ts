import { AnswerFault } from "./answer-fault.ts";
import { decodeWhole, type Encoding } from "./content-encoding.ts";
import { type DecodingStream, openDecodingStream } from "./decoding-stream.ts";
import { GrowingBuffer } from "./growing-buffer.ts";

export interface BodyBounds {
  /** Most bytes, as sent and at every stage of decompression. */
  readonly maxBodyBytes: number;
  /** A larger body is cut there and is whole enough, instead of a fault. */
  readonly cutsLargeBody: boolean;
}

/** Who reads a body's end. Of `done` and `failed` one is called, once. */
export interface BodyEnd {
  /** `isCut`: the body goes on, and nobody wants to read it. */
  done(body: Buffer, isCut: boolean): void;
  failed(error: unknown): void;
  /** More may be written again. */
  ready(): void;
  /** Memory held changed. */
  holds(bytes: number): void;
}

/** Reads one body as it comes, undoes its encodings, and keeps to its bounds. */
export interface BodyReader {
  /** False: hold the server back until `ready`. */
  write(chunk: Buffer): boolean;
  /** The last byte has come. */
  end(): void;
  destroy(): void;
}

/** Up to here a body is decoded in one go at its end, at a third of what a stream costs; beyond, while it comes. */
const WHOLE_BYTES = 128 * 1024;

/** A body that large in comparison to what was sent, and beyond `RATIO_FREE_BYTES`, is a bomb: pages shrink to a sixth, sitemaps to a sixtieth. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 1024 * 1024;

/** `sentLength` is what Content-Length announced. */
export function openBodyReader(
  encodings: readonly Encoding[],
  sentLength: number | undefined,
  bounds: BodyBounds,
  end: BodyEnd,
): BodyReader {
  return encodings.length === 0 ? readPlain(sentLength, bounds, end) : readEncoded(encodings, sentLength, bounds, end);
}

function readPlain(sentLength: number | undefined, bounds: BodyBounds, end: BodyEnd): BodyReader {
  const gathered = new GrowingBuffer(sentLength);
  let isOver = false;
  return {
    write(chunk) {
      if (isOver) return true;
      isOver = gather(gathered, chunk, bounds, end);
      return true;
    },
    end() {
      if (!isOver) end.done(gathered.take(), false);
      isOver = true;
    },
    destroy() {
      isOver = true;
    },
  };
}

/** True when that was the end of it: the body was cut, or is too large. */
function gather(
  gathered: GrowingBuffer,
  chunk: Buffer,
  { maxBodyBytes, cutsLargeBody }: BodyBounds,
  end: BodyEnd,
): boolean {
  const room = maxBodyBytes - gathered.length;
  if (chunk.length > room && !cutsLargeBody) {
    end.failed(new AnswerFault(`expected at most ${maxBodyBytes} bytes of body, found more`, "too-large", "give-up"));
    return true;
  }
  gathered.append(chunk.length > room ? chunk.subarray(0, room) : chunk);
  end.holds(gathered.heldBytes);
  if (chunk.length <= room) return false;
  end.done(gathered.take(), true);
  return true;
}

function readEncoded(
  encodings: readonly Encoding[],
  sentLength: number | undefined,
  bounds: BodyBounds,
  end: BodyEnd,
): BodyReader {
  const { maxBodyBytes, cutsLargeBody } = bounds;
  const sent = new GrowingBuffer(sentLength);
  let onlyChunk: Buffer | undefined;
  let decoding: DecodingStream | undefined;
  let sentBytes = 0;
  let isOver = false;
  const fail = (error: unknown) => {
    if (isOver) return;
    isOver = true;
    decoding?.destroy();
    end.failed(error);
  };
  const startDecoding = (): DecodingStream => {
    const decoded = new GrowingBuffer();
    const head = sent.take();
    const stream = openDecodingStream(encodings, head, maxBodyBytes, {
      data(chunk) {
        if (isOver) return;
        const total = decoded.length + chunk.length;
        if (!cutsLargeBody && total > Math.max(RATIO_FREE_BYTES, sentBytes * MAX_RATIO))
          return fail(ratioFault(sentBytes));
        isOver = gather(decoded, chunk, bounds, end);
        if (isOver) stream.destroy();
      },
      end() {
        if (isOver) return;
        isOver = true;
        end.done(decoded.take(), false);
      },
      fail,
      ready: end.ready,
    });
    stream.write(head);
    return stream;
  };
  return {
    write(chunk) {
      if (isOver) return true;
      sentBytes += chunk.length;
      if (sentBytes > (cutsLargeBody ? 2 : 1) * maxBodyBytes) {
        fail(
          new AnswerFault(`expected at most ${maxBodyBytes} bytes of body as sent, found more`, "too-large", "give-up"),
        );
        return true;
      }
      if (decoding !== undefined) return decoding.write(chunk);
      if (chunk.length === sentLength && chunk.length <= WHOLE_BYTES && !cutsLargeBody) {
        // All of it at once, which is the rule: decoded from where it lies.
        onlyChunk = chunk;
        return true;
      }
      sent.append(chunk);
      end.holds(sent.heldBytes);
      if (sent.length > WHOLE_BYTES || cutsLargeBody) decoding = startDecoding();
      return true;
    },
    end() {
      if (isOver) return;
      if (decoding !== undefined) return decoding.end();
      isOver = true;
      const largest = Math.min(maxBodyBytes, Math.max(RATIO_FREE_BYTES, sentBytes * MAX_RATIO));
      let body: Buffer;
      try {
        body = decodeWhole(onlyChunk ?? sent.take(), encodings, largest);
      } catch (error) {
        return end.failed(error);
      }
      end.done(body, false);
    },
    destroy() {
      isOver = true;
      decoding?.destroy();
    },
  };
}

function ratioFault(sentBytes: number): AnswerFault {
  const message = `expected a body at most ${MAX_RATIO} times as large as sent, found more than ${MAX_RATIO * sentBytes} bytes`;
  return new AnswerFault(message, "too-large", "give-up");
}
