/** `h1` to `h6`. */
export function isHeadingName(name: string): boolean {
  if (name.length !== 2 || name.charCodeAt(0) !== H) return false;
  const rank = name.charCodeAt(1);
  return rank >= FIRST && rank <= SIXTH;
}

const H = 0x68;
const FIRST = 0x31;
const SIXTH = 0x36;
