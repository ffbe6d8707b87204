/** The host whose clock a request runs by: name and port as a normalised web address spells them, the port only where it is not the scheme's own. */
export function hostOf(url: string): string {
  const start = url.indexOf("//") + 2;
  let end = start;
  while (end < url.length && !isPathStart(url.charCodeAt(end))) end++;
  const authority = url.slice(start, end);
  return authority.slice(authority.lastIndexOf("@") + 1);
}

/** `/`, `?`, `#` or a backslash ends the authority (RFC 3986 §3.2; WHATWG URL for the backslash). */
function isPathStart(code: number): boolean {
  return code === 0x2f || code === 0x3f || code === 0x23 || code === 0x5c;
}
