/**
 * The name of the first element of an XML text, in lower case and without its prefix: `urlset`, `rss`, `feed`, `html`;
 * undefined where no element begins within the first 100,000 characters. Looks past declarations, comments and a document
 * type with its inner part, so that what is sent as `text/html` is known by what it is.
 */
export function xmlRootOf(text: string): string | undefined {
  const beginning = text.slice(0, 100_000);
  for (let at = beginning.indexOf("<"); at >= 0; at = beginning.indexOf("<", at)) {
    if (beginning.startsWith("<!--", at)) at = after(beginning, "-->", at + 4);
    else if (beginning.startsWith("<?", at)) at = after(beginning, "?>", at + 2);
    else if (beginning.startsWith("<!", at)) at = afterDoctype(beginning, at);
    else {
      const name = /^<(?:[\w.-]+:)?([a-z_][\w.-]*)/i.exec(beginning.slice(at, at + 200))?.[1];
      if (name !== undefined) return name.toLowerCase();
      at++;
    }
    if (at < 0) return undefined;
  }
  return undefined;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

function afterDoctype(text: string, at: number): number {
  const close = text.indexOf(">", at);
  const bracket = text.indexOf("[", at);
  if (bracket < 0 || (close >= 0 && close < bracket)) return close < 0 ? -1 : close + 1;
  const end = /\]\s*>/.exec(text.slice(bracket));
  return end === null ? -1 : bracket + end.index + end[0].length;
}
