import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { LoadedSite } from "../config/load-site.ts";
import { pageOfFile } from "../crawl/file-page.ts";
import type { Page } from "../model/page.ts";
import { addressOfFile, declaredUrl } from "./declared-url.ts";
import { UsageError } from "./exit-codes.ts";
import { siteFor } from "./site-for.ts";

/** A page from a file or from standard input, with the site file that describes it. */
export async function readSaved(
  path: string,
  flags: { readonly site?: string; readonly url?: string },
): Promise<{ page: Page; loaded: LoadedSite | null }> {
  const { body, savedAt } =
    path === "-"
      ? { body: await readBounded(process.stdin, "standard input"), savedAt: new Date() }
      : await readPath(path);
  const declared = flags.url ?? declaredUrl(body);
  const loaded = await siteFor(declared, flags.site);
  // Whatever a page of unknown address is taken for would be wrong for another page: the file's own address is its name.
  const url = declared ?? addressOfFile(path === "-" ? "stdin" : path);
  return { page: pageOfFile({ body, url, fetchedAt: savedAt.toISOString() }), loaded };
}

/** When a page was saved is the best we know of when it was brought. */
async function readPath(path: string): Promise<{ body: Buffer; savedAt: Date }> {
  try {
    const [body, { mtime }] = await Promise.all([readBounded(createReadStream(path), path), stat(path)]);
    return { body, savedAt: mtime };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && /^[\w-]+(\.[\w-]+)+\//.test(path))
      throw new UsageError(`${path}: no such file; for a page on the web write https://${path}`);
    throw new UsageError(
      code === "ENOENT" ? `${path}: no such file` : code === "EISDIR" ? `${path}: is a folder` : `${path}: ${message}`,
    );
  }
}

/** Twice what a crawl takes of a page where its site file says nothing else: whatever is piped in may be without end. */
const MAX_BYTES = 32 * 2 ** 20;

async function readBounded(stream: Readable, name: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BYTES)
      throw new UsageError(`${name}: expected a page of at most ${MAX_BYTES / 2 ** 20} MiB, found more`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
