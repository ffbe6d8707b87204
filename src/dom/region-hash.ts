/** How many hashes of names there are. */
export const HASHES = 4096;

/** A name's hash, letter by letter: in either case the same. Different names may have the same. */
export const hashStep = (hash: number, code: number): number => (Math.imul(hash, 31) + (code | 0x20)) & (HASHES - 1);

export function hashOfName(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = hashStep(hash, name.charCodeAt(at));
  return hash;
}

/** One bit of 32 for each of some names: what lacks a bit lacks the name. */
export function bitsOfNames(names: readonly string[]): number {
  let bits = 0;
  for (const name of names) bits |= 1 << (hashOfName(name) & 31);
  return bits;
}

/** One bit of 32 for an attribute's name, in either case the same, by what can be told of it without reading it. */
export const bitOfAttribute = (first: number, last: number, length: number): number =>
  1 << (((first | 0x20) + 5 * (last | 0x20) + length) & 31);

/** As `bitsOfNames`, for attributes. */
export function bitsOfAttributes(names: readonly string[]): number {
  let bits = 0;
  for (const name of names) bits |= bitOfAttribute(name.charCodeAt(0), name.charCodeAt(name.length - 1), name.length);
  return bits;
}
