import { hash } from "node:crypto";

/**
 * 47 bits of the URL's SHA-1, which SQLite keeps in six bytes: what the ledger's index holds instead of the URL.
 *
 * Two URLs may share one, so whoever looks up by it compares the URL too. A fast hash would let a hostile site choose URLs
 * that all share one, and make every look-up walk them.
 */
export function urlHash(url: string): number {
  const digest = hash("sha1", url, "binary");
  const byte = (place: number) => digest.charCodeAt(place);
  const low = byte(3) * 0x10000 + byte(4) * 0x100 + byte(5);
  return ((byte(0) & 0x7f) * 0x10000 + byte(1) * 0x100 + byte(2)) * 0x1000000 + low;
}
