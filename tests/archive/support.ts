import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { warcPaths } from "../../src/archive/archive.ts";
import { readWarc, type WarcItem, type WarcRecord } from "../../src/archive/read-warc.ts";
import { findSite } from "../../src/config/find-site.ts";
import type { LoadedSite } from "../../src/config/load-site.ts";
import { type CrawlOptionsInput, parseCrawlOptions } from "../../src/config/options.ts";
import { type ReplayResult, replay } from "../../src/crawl/replay.ts";

const made: string[] = [];

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "oogst-archive-"));
  made.push(folder);
  return folder;
}

/** Removes every scratch folder of this file. */
export function sweep(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export async function itemsOf(path: string, options: Parameters<typeof readWarc>[1] = {}): Promise<WarcItem[]> {
  const items: WarcItem[] = [];
  for await (const item of readWarc(path, options)) items.push(item);
  return items;
}

export async function recordsOf(path: string, options: Parameters<typeof readWarc>[1] = {}): Promise<WarcRecord[]> {
  return (await itemsOf(path, options)).flatMap((item) => (item.kind === "record" ? [item.record] : []));
}

export async function replayInto(
  archives: readonly string[],
  output: string,
  options: CrawlOptionsInput = {},
  sites?: readonly LoadedSite[],
): Promise<ReplayResult> {
  return replay(
    await warcPaths(archives),
    sites ?? [await findSite("polderklerk")],
    parseCrawlOptions({ output, ...options }),
    { log: pino({ level: "silent" }) },
  );
}

/** The lines of a stream of a dataset, sealed segments first. */
export function linesOf(directory: string, stream: "articles" | "rejected" = "articles"): string[] {
  const names = readdirSync(directory).filter((name) => new RegExp(`^${stream}(-\\d{6})?\\.jsonl$`).test(name));
  const last = `${stream}.jsonl`;
  return names
    .sort((one, other) => Number(one === last) - Number(other === last) || (one < other ? -1 : 1))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").split("\n").slice(0, -1));
}

/** `response` records of an address. */
export function answersTo(records: readonly WarcRecord[], url: string): WarcRecord[] {
  return records.filter(
    ({ type, fields }) => (type === "response" || type === "revisit") && fields.get("warc-target-uri") === url,
  );
}
