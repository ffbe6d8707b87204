import { once } from "node:events";
import { open } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { printable } from "../model/printable.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { siteFor } from "./site-for.ts";

/** True for a WARC file, by its name or its first bytes; false where nothing can be read, of which whoever reads pages tells. */
export async function isWarc(path: string): Promise<boolean> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return false;
  try {
    if ((await file.stat()).isDirectory()) return false;
    if (/\.warc(\.gz)?$/i.test(path)) return true;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return beginningOf(buffer.subarray(0, bytesRead)).startsWith("WARC/");
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

function beginningOf(bytes: Buffer): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("latin1", 0, 8);
  // What was read is only the beginning of the member.
  return gunzipSync(bytes, { finishFlush: 2, maxOutputLength: 64 * 1024 }).toString("latin1", 0, 8);
}

/** Prints a record for each article page of a WARC file. */
export async function extractArchive(
  path: string,
  { site, pretty = false }: { readonly site?: string; readonly pretty?: boolean },
): Promise<ExitCode> {
  const [{ extractWarc }, { lineOf }] = await Promise.all([
    import("../crawl/extract-warc.ts"),
    import("../write/line-of.ts"),
  ]);
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  for await (const item of extractWarc(path, (url) => siteFor(url, site))) {
    if (item.kind === "damage") {
      count("damaged places");
      process.stderr.write(`oogst: ${printable(path)}: at byte ${item.offset}: ${printable(item.message)}\n`);
    } else if (item.kind === "not-wanted") count("pages that the site file does not want");
    else if (item.result.kind === "record") {
      count("records");
      const { record } = item.result;
      const isTaken = process.stdout.write(`${pretty ? JSON.stringify(record, null, 2) : lineOf(record)}\n`);
      // Whoever reads us sets the pace, so that memory stays flat.
      if (!isTaken) await once(process.stdout, "drain");
    } else count(item.result.kind === "not-article" ? `no article: ${item.result.what}` : item.result.kind);
  }
  const told = [...counts].map(([what, number]) => `${number} ${what}`).join(", ");
  process.stderr.write(`oogst: ${path}: ${told === "" ? "no HTML pages" : told}\n`);
  if (!counts.has("records")) return EXIT.nothingFound;
  return counts.has("damaged places") ? EXIT.somePagesFailed : EXIT.ok;
}
