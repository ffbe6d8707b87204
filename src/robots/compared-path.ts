/**
 * Two spellings of one path by which rules and URLs are compared (RFC 9309 §2.2.2), all in octets.
 *
 * The literal one is Google's: escapes in capitals, octets above ASCII escaped, nothing else changed. The plain one adds the
 * RFC's table: unreserved characters stand bare, and all others but the delimiters `/ ? & = + ; ,` stand escaped; behind the
 * first "?" a "/" or "?" is data, and is escaped too.
 */
export interface ComparedPath {
  readonly literal: string;
  readonly plain: string;
}

/** The spellings of a rule's path. `*` stays a wildcard, and so does `$` at the end. */
export function comparedRule(kind: "allow" | "disallow", path: string): ComparedPath {
  const literal = escapeHigh(path);
  if (/^[\w\-.~/&=+;,*]*\$?$/.test(literal)) return { literal, plain: literal };
  const end = literal.endsWith("$") ? "$" : "";
  // Google compares an escaped letter in a rule as written, the RFC's table reads it as the letter. Between the two readings
  // we take the one that forbids more: a Disallow is unescaped, an Allow is not.
  const letterOf = kind === "disallow" ? unescapeLetter : (escaped: string) => escaped;
  const plain = respell(literal.slice(0, literal.length - end.length), (found) =>
    found === "*" ? found : found.length === 3 ? letterOf(found) : escapeOctet(found),
  );
  return { literal, plain: plain + end };
}

/** The spellings of a URL's path and query. */
export function comparedUrl(pathAndQuery: string): ComparedPath {
  const literal = capitalEscapes(pathAndQuery);
  const plain = respell(literal, (found) => (found.length === 3 ? unescapeLetter(found) : escapeOctet(found)));
  return { literal, plain };
}

/** Escapes the octets above ASCII, as a URL on the wire has them. */
export function escapeHigh(octets: string): string {
  return capitalEscapes(octets).replace(/[\x80-\xff]/g, escapeOctet);
}

function capitalEscapes(octets: string): string {
  return octets.replace(/%[0-9a-f]{2}/gi, (escaped) => escaped.toUpperCase());
}

/** Hands every escape, and every octet that is neither unreserved nor a delimiter where it stands, to `spell`. */
function respell(literal: string, spell: (found: string) => string): string {
  const mark = literal.indexOf("?");
  const pathEnd = mark === -1 ? literal.length : mark + 1;
  const path = literal.slice(0, pathEnd).replace(/%[0-9A-F]{2}|[^\w\-.~/?&=+;,%]/g, spell);
  return path + literal.slice(pathEnd).replace(/%[0-9A-F]{2}|[^\w\-.~&=+;,%]/g, spell);
}

function escapeOctet(octet: string): string {
  return `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function unescapeLetter(escaped: string): string {
  const octet = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return /[\w\-.~]/.test(octet) ? octet : escaped;
}
