const FLAG_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const FIXED_BYTES = 10;

/** How long the header of the member is that begins here (RFC 1952 §2.3). */
export function gzipHeaderLength(bytes: Buffer): number | "not all here" | "no header" {
  if (bytes.length < FIXED_BYTES) return isMagic(bytes.subarray(0, 3)) ? "not all here" : "no header";
  if (!isMagic(bytes.subarray(0, 3))) return "no header";
  const flags = bytes[3] as number;
  let at = FIXED_BYTES;
  if (flags & FLAG_EXTRA) {
    if (bytes.length < at + 2) return "not all here";
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return "not all here";
    at = end + 1;
  }
  if (flags & FLAG_CRC) at += 2;
  return bytes.length < at ? "not all here" : at;
}

/** True also for the first bytes of it. */
function isMagic(bytes: Uint8Array): boolean {
  return bytes.every((byte, place) => byte === [0x1f, 0x8b, 0x08][place]);
}
