import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareRecord, type Difference } from "../check/compare-record.ts";
import { type Example, readExamples } from "../check/read-examples.ts";
import type { LoadedSite } from "../config/load-site.ts";
import { CrawlError } from "../model/crawl-error.ts";
import { extractOne, type OnePage } from "./extract-one.ts";
import { pageOfFile } from "./file-page.ts";

/** How one example came out. */
export interface ExampleResult {
  readonly example: string;
  readonly differences: readonly Difference[];
  /** How many fields its record names. */
  readonly fields: number;
}

/** Reads the site's saved pages with its site file and compares field by field. */
export async function checkSite(loaded: LoadedSite, directory: string): Promise<ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const example of await readExamples(directory)) {
    const found = asFields(
      await extractOne(pageOf(example), loaded, { bring: (followUp) => savedFollowUp(example, followUp.url) }),
    );
    results.push({
      example: example.name,
      differences: compareRecord(example.expected, found),
      fields: Object.keys(example.expected).length,
    });
  }
  return results;
}

function pageOf({ page, url, fetchedAt, contentType, status }: Example) {
  return pageOfFile({ body: page, url, fetchedAt, contentType, status });
}

async function savedFollowUp({ directory, followUps, fetchedAt }: Example, url: string) {
  const name = followUps[url];
  if (name === undefined)
    throw new CrawlError(`the example has no page for ${url}`, { reason: "network", consequence: "give-up", url });
  return pageOfFile({
    body: await readFile(join(directory, name)),
    url,
    fetchedAt,
    contentType: name.endsWith(".json") ? "application/json" : null,
  });
}

/** What no record came of is compared by its outcome: `{ "notArticle": "consent" }`, `{ "rejected": ["no-title"] }`. */
function asFields(result: OnePage): Readonly<Record<string, unknown>> {
  if (result.kind === "record") return result.record;
  if (result.kind === "not-article") return { notArticle: result.what };
  if (result.kind === "rejected") return { rejected: result.reasons.map(({ code }) => code) };
  return { failed: result.detail };
}
