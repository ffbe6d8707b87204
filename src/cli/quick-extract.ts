import { readFileSync, statSync } from "node:fs";
import { type KnownSite, recallSite } from "../config/known-sites.ts";
import { hostToFind, isSitePath, siteFiles } from "../config/site-files.ts";
import { versionOf } from "../config/site-version.ts";
import { pageOfFile } from "../crawl/file-page.ts";
import { readOne } from "../crawl/read-one.ts";
import { hostOf } from "../model/host-of.ts";
import type { Site } from "../model/site.ts";
import { fitsRecord } from "../validate/fits-record.ts";
import { lineOf } from "../write/line-of.ts";
import { addressOfFile, declaredUrl } from "./declared-url.ts";
import type { QuickRequest } from "./quick-request.ts";

/** What came of it: a record as it is printed; or the whole program is to be asked, which has not been loaded so far. */
export type QuickAnswer =
  | { readonly kind: "record"; readonly text: string }
  /** A site file that is not known yet: whoever reads it may tell us, by `rememberSite`. */
  | { readonly kind: "unknown-site" }
  | { readonly kind: "other-way" };

/** A larger page is worth a compiler that takes its time. */
const MAX_BYTES = 512 * 1024;

/**
 * `oogst extract FILE` without all that one saved page does not need: no Zod, no YAML, no network. Gives a record that is right, or nothing:
 * whatever is to be explained to somebody is left to the whole program. `cache` is the folder of known site files.
 */
export async function quickExtract(request: QuickRequest, cache: string): Promise<QuickAnswer> {
  try {
    return await extract(request, cache);
  } catch {
    return { kind: "other-way" };
  }
}

async function extract({ file, site, url, isPretty }: QuickRequest, cache: string): Promise<QuickAnswer> {
  const info = statSync(file);
  if (!info.isFile() || info.size > MAX_BYTES || (url !== undefined && !URL.canParse(url)))
    return { kind: "other-way" };
  const body = readFileSync(file);
  if (isArchive(body)) return { kind: "other-way" };
  const declared = url ?? declaredUrl(body);
  const loaded = siteFor(declared, site, cache);
  if (loaded === undefined) return { kind: "unknown-site" };
  const page = pageOfFile({ body, url: declared ?? addressOfFile(file), fetchedAt: info.mtime.toISOString() });
  // What does not fit at once is left to the schema, on the other way.
  const check = (record: unknown) => (fitsRecord(record) ? [] : [{ code: "wrong-shape", field: null, message: "" }]);
  const result = await readOne(check, page, loaded);
  if (result.kind !== "record") return { kind: "other-way" };
  return { kind: "record", text: `${isPretty ? JSON.stringify(result.record, null, 2) : lineOf(result.record)}\n` };
}

/** Perhaps a WARC file, compressed or not. */
const isArchive = (body: Buffer): boolean =>
  (body[0] === 0x1f && body[1] === 0x8b) || body.toString("latin1", 0, 5) === "WARC/";

interface Described {
  readonly site: Site;
  readonly version: string;
}

/** The site that was named, else the one for the address's host, else null; undefined where that is not known without reading site files. */
function siteFor(address: string | undefined, named: string | undefined, cache: string): Described | null | undefined {
  if (named !== undefined) {
    const path = isSitePath(named) ? named : siteFiles().find(({ name }) => name === named)?.path;
    const known = path === undefined ? undefined : knownAt(path, cache);
    return known?.site == null ? undefined : { site: known.site, version: known.version };
  }
  if (address === undefined) return null;
  const wanted = hostToFind(hostOf(address));
  for (const { path } of siteFiles()) {
    const known = knownAt(path, cache);
    if (known === undefined) return undefined;
    if (!known.hosts.includes(wanted)) continue;
    return known.site === null ? undefined : { site: known.site, version: known.version };
  }
  return null;
}

function knownAt(path: string, cache: string): (KnownSite & { readonly version: string }) | undefined {
  const version = versionOf(readFileSync(path));
  const known = recallSite(cache, version);
  return known === undefined ? undefined : { ...known, version };
}
