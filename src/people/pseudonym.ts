import { createHmac } from "node:crypto";

/** Gives each name one pseudonym, the same for the same key and scope, which nobody without the key can turn back or guess. */
export type Pseudonyms = (name: string) => string;

/**
 * HMAC-SHA256 (RFC 2104) over scope and name: NFC, trimmed, white space folded, case folded, so that "Jan  Pol" and "jan pol" are one.
 *
 * `scope` keeps a person's pseudonyms on two sites apart. Sixteen of the digest's 64 hexadecimal digits are kept: 64 bits, enough
 * for millions of names.
 */
export function pseudonymsFor(key: string, scope: string): Pseudonyms {
  if (Buffer.byteLength(key) < 16)
    throw new RangeError(`a pseudonym key has at least 16 bytes, got ${Buffer.byteLength(key)}`);
  return (name) =>
    `p-${createHmac("sha256", key)
      .update(`${scope}\n${foldName(name)}`)
      .digest("hex")
      .slice(0, 16)}`;
}

/** The spelling under which two names are the same person's: "STRAUSS" is "Strauß", whatever small letters make of capitals. */
export function foldName(name: string): string {
  const small = name.normalize("NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase();
  // Of full case folding (Unicode 16, CaseFolding.txt) what lower case leaves open in names.
  return small.replaceAll("ß", "ss").replaceAll("ς", "σ").normalize("NFC");
}
