import { constants, crc32, gunzipSync, inflateRawSync, zstdDecompressSync } from "node:zlib";

export interface DecodeOptions {
  /** Most bytes of output, over all members. */
  readonly maxOutputLength: number;
  readonly chunkSize: number;
}

/** RFC 9659: a body in zstd needs no window larger than 8 MiB. */
export const ZSTD_PARAMS = { [constants.ZSTD_d_windowLogMax]: 23 };

/** Each member read by itself costs a decoder; honest bodies have one, or a handful. */
const MAX_MEMBERS = 256;

/**
 * Decodes a gzip body with all its members. Bytes after them that are no further member are passed over; zlib would throw away all it
 * has read for their sake, so then the members are read one by one.
 */
export function gunzipMembers(body: Buffer, options: DecodeOptions): Buffer {
  try {
    return gunzipSync(body, options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const members = code === "Z_DATA_ERROR" || code === "Z_BUF_ERROR" ? readMembers(body, options) : undefined;
    if (members === undefined) throw error;
    return members;
  }
}

/** Decodes a zstd body with all its frames (RFC 8878 §3.1), skippable ones among them; Node's decoder stops at the end of the first. */
export function unzstdFrames(body: Buffer, options: DecodeOptions): Buffer {
  const frames: Buffer[] = [];
  let rest = body;
  let room = options.maxOutputLength;
  do {
    if (frames.length === MAX_MEMBERS) throw new Error(`more than ${MAX_MEMBERS} frames`);
    const bounds = { ...smaller(options, frames.length), maxOutputLength: room, params: ZSTD_PARAMS };
    const { output, inputBytes } = decodeFirst(zstdDecompressSync, rest, bounds);
    frames.push(output);
    room = Math.max(room - output.length, 1);
    rest = rest.subarray(Math.max(inputBytes, 1));
  } while (isZstdFrame(rest));
  return frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames);
}

/** `undefined` where a member is cut off or its checksum does not hold (RFC 1952 §2.3). */
function readMembers(body: Buffer, options: DecodeOptions): Buffer | undefined {
  const members: Buffer[] = [];
  let rest = body;
  let room = options.maxOutputLength;
  // A lone 1f at the end may be the start of a member that was cut off.
  while (rest[0] === 0x1f && (rest.length === 1 || rest[1] === 0x8b)) {
    const start = gzipHeaderLength(rest);
    if (start === undefined || members.length === MAX_MEMBERS) return undefined;
    const bounds = { ...smaller(options, members.length), maxOutputLength: room };
    const { output, inputBytes } = decodeFirst(inflateRawSync, rest.subarray(start), bounds);
    const end = start + inputBytes;
    if (end + 8 > rest.length) return undefined;
    if (rest.readUInt32LE(end) !== crc32(output) || rest.readUInt32LE(end + 4) !== output.length) return undefined;
    members.push(output);
    room = Math.max(room - output.length, 1);
    rest = rest.subarray(end + 8);
  }
  return members.length === 0 ? undefined : Buffer.concat(members);
}

/** The first member is the page; memory for a page need not be kept ready for each further one. */
function smaller(options: DecodeOptions, index: number): DecodeOptions {
  return index === 0 ? options : { ...options, chunkSize: Math.min(options.chunkSize, 16 * 1024) };
}

/** Decodes the first stream of several and says how many bytes it took. Node's types do not know `info`. */
function decodeFirst(
  decode: typeof inflateRawSync | typeof zstdDecompressSync,
  body: Buffer,
  options: object,
): { output: Buffer; inputBytes: number } {
  const { buffer, engine } = decode(body, { ...options, info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  return { output: buffer, inputBytes: engine.bytesWritten };
}

const FLAG_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
/** RFC 1952 §2.3.1.2: a decoder must give up where one of them is set. */
const RESERVED_FLAGS = 0xe0;
const DEFLATE = 8;

function gzipHeaderLength(body: Buffer): number | undefined {
  const flags = body[3] ?? 0;
  if (body[2] !== DEFLATE || flags & RESERVED_FLAGS) return undefined;
  let at = 10;
  if (flags & FLAG_EXTRA) at += 2 + (body[at] ?? 0) + ((body[at + 1] ?? 0) << 8);
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = body.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & FLAG_CRC) at += 2;
  return at < body.length ? at : undefined;
}

const ZSTD_MAGIC = 0xfd2fb528;
const ZSTD_SKIPPABLE = 0x184d2a50;

function isZstdFrame(bytes: Buffer): boolean {
  if (bytes.length < 4) return false;
  const magic = bytes.readUInt32LE(0);
  return magic === ZSTD_MAGIC || (magic & 0xfffffff0) >>> 0 === ZSTD_SKIPPABLE;
}
