import { createHash } from "node:crypto";

/**
 * SHA-1 in base32 with its label, as WARC and CDX tools spell a digest: `sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`.
 * It tells whether a body changed and whether bytes were damaged; nothing here rests on it against forgers.
 */
export function digestOf(...parts: readonly (Uint8Array | string)[]): string {
  const sha1 = createHash("sha1");
  for (const part of parts) sha1.update(part);
  return `sha1:${base32(sha1.digest())}`;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648 §6. Twenty bytes fill their letters exactly, so there is no padding. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
    held &= 31;
  }
  return text;
}
