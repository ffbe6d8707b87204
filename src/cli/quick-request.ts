/** One saved page to be extracted, as the quick way takes it. */
export interface QuickRequest {
  readonly file: string;
  readonly site?: string;
  readonly url?: string;
  readonly isPretty: boolean;
}

/**
 * What the arguments of `oogst` ask for, where that is one record of one file; undefined where it is anything else, or written in a way that
 * is better judged by whoever judges all arguments.
 */
export function quickRequestOf([command, ...rest]: readonly string[]): QuickRequest | undefined {
  if (command !== "extract") return undefined;
  const files: string[] = [];
  const values: { site?: string; url?: string } = {};
  let isPretty = false;
  for (let at = 0; at < rest.length; at++) {
    const argument = rest[at] as string;
    const name = argument === "--site" ? "site" : argument === "--url" ? "url" : undefined;
    const value = name === undefined ? undefined : rest[++at];
    if (name !== undefined) {
      if (value === undefined || value.startsWith("-") || values[name] !== undefined) return undefined;
      values[name] = value;
    } else if (argument === "--pretty") isPretty = true;
    else if (argument === "" || argument.startsWith("-")) return undefined;
    else files.push(argument);
  }
  const [file] = files;
  if (file === undefined || files.length > 1 || /^https?:\/\//i.test(file) || /\.warc(\.gz)?$/i.test(file))
    return undefined;
  return { file, ...values, isPretty };
}
