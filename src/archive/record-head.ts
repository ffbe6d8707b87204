/** A record's version line and named fields. */
export interface RecordHead {
  readonly fields: ReadonlyMap<string, string>;
  readonly headBytes: number;
  readonly blockBytes: number;
}

/** Reads the head of the record that begins here, or tells what is wrong with it. */
export function parseHead(bytes: Buffer): RecordHead | "not all here" | { readonly fault: string } {
  const headBytes = endOf(bytes);
  if (headBytes === undefined) return "not all here";
  const [version = "", ...lines] = bytes.toString("utf8", 0, headBytes).split(/\r?\n/);
  if (!/^WARC\/\d+\.\d+\s*$/.test(version))
    return { fault: `expected a version such as WARC/1.1, found ${JSON.stringify(version.slice(0, 40))}` };
  const fields = new Map<string, string>();
  let last = "";
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (/^[ \t]/.test(line) && last !== "") fields.set(last, `${fields.get(last)} ${line.trim()}`);
    else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      if (fields.has(last)) last = "";
      else fields.set(last, line.slice(colon + 1).trim());
    }
  }
  const length = fields.get("content-length") ?? "";
  if (!/^\d{1,15}$/.test(length))
    return { fault: `expected a Content-Length, found ${JSON.stringify(length.slice(0, 40))}` };
  return { fields, headBytes, blockBytes: Number(length) };
}

/** The place behind the first empty line. */
function endOf(bytes: Buffer): number | undefined {
  const strict = bytes.indexOf("\r\n\r\n");
  const loose = bytes.indexOf("\n\n");
  if (strict >= 0 && (loose < 0 || strict < loose)) return strict + 4;
  return loose >= 0 ? loose + 2 : undefined;
}
