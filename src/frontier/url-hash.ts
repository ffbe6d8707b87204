import { hash } from "node:crypto";

/**
 * 48 bits of the URL's SHA-1, as a signed integer: what the ledger's index holds instead of the URL.
 *
 * Two URLs may share one, so whoever looks up by it compares the URL too. A fast hash would let a hostile site choose URLs
 * that all share one, and make every look-up walk them.
 */
export function urlHash(url: string): number {
  return hash("sha1", url, "buffer").readIntBE(0, 6);
}
