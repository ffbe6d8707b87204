/** A page's own word on its encoding is looked for in so many bytes; the standard asks for 1024, browsers look further. */
const PRESCAN_BYTES = 8192;

export type ReadLabel = (label: string | undefined) => string | undefined;

/**
 * Gives the encoding that a page declares in itself: `<meta charset>`, `<meta http-equiv>` with `content`, or the encoding of an XML
 * declaration, which counts only where no meta element names one. `read` turns a label as written into an encoding; one it does not know
 * is passed over. `undefined` where nothing is left.
 *
 * WHATWG HTML, "prescan a byte stream to determine its encoding": comments, other tags and their attributes are passed over, scripts are not.
 */
export function prescanCharset(body: Uint8Array, read: ReadLabel): string | undefined {
  const start = body.subarray(0, PRESCAN_BYTES);
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString("latin1");
  return charsetOfMeta(text, read) ?? read(labelOfXmlDeclaration(text));
}

/** The encoding named in a text such as `text/html; charset="utf-8"`, as the standard extracts it from `content` of a meta element. */
export function charsetIn(text: string): string | undefined {
  const named = /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r ;,][^\t\n\f\r ;,]*))/i.exec(text);
  return named?.[1] ?? named?.[2] ?? named?.[3];
}

function labelOfXmlDeclaration(text: string): string | undefined {
  const declaration = /^[\t\n\f\r ]*<\?xml[\t\n\f\r ]([^>]*)>/.exec(text)?.[1];
  const named =
    declaration === undefined ? null : /encoding[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)')/.exec(declaration);
  return named?.[1] ?? named?.[2];
}

function charsetOfMeta(text: string, read: ReadLabel): string | undefined {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) {
      // `<!-->` is a whole comment: the two hyphens of its start may be those of its end.
      const end = text.indexOf("-->", at + 2);
      if (end < 0) return undefined;
      at = end + 3;
    } else if (isAt(META, text, at)) {
      const { attributes, end } = readAttributes(text, at + 5);
      const charset = read(labelOfAttributes(attributes));
      if (charset !== undefined) return charset;
      at = end;
    } else if (isAt(TAG, text, at)) {
      at = readAttributes(text, skipName(text, at + 1)).end;
    } else if (isAt(BOGUS, text, at)) {
      const end = text.indexOf(">", at);
      if (end < 0) return undefined;
      at = end + 1;
    } else at += 1;
  }
  return undefined;
}

const META = /<meta[\t\n\f\r /]/iy;
const TAG = /<\/?[a-z]/iy;
const BOGUS = /<[!/?]/y;

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function skipName(text: string, at: number): number {
  const end = text.slice(at).search(/[\t\n\f\r >]/);
  return end < 0 ? text.length : at + end;
}

/** The first of attributes with the same name counts. `http-equiv` may stand before or after `content`. */
function labelOfAttributes(attributes: ReadonlyMap<string, string>): string | undefined {
  const charset = attributes.get("charset");
  if (charset !== undefined) return charset;
  const content = attributes.get("content");
  return content !== undefined && attributes.get("http-equiv")?.toLowerCase() === "content-type"
    ? charsetIn(content)
    : undefined;
}

const ATTRIBUTE =
  /[\t\n\f\r /]*([^\t\n\f\r />=][^\t\n\f\r />=]*|=[^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r >][^\t\n\f\r >]*)|))?/y;

function readAttributes(text: string, from: number): { attributes: ReadonlyMap<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let end = from;
  for (;;) {
    ATTRIBUTE.lastIndex = end;
    const match = ATTRIBUTE.exec(text);
    if (match === null) break;
    const [whole, name = "", doubleQuoted, singleQuoted, unquoted] = match;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, doubleQuoted ?? singleQuoted ?? unquoted ?? "");
    end += whole.length;
    // A quote that is never closed takes the rest of the page with it.
    if (whole.endsWith("=") && (text[end] === '"' || text[end] === "'")) return { attributes, end: text.length };
  }
  const close = text.indexOf(">", end);
  return { attributes, end: close < 0 ? text.length : close + 1 };
}
