import { z } from "zod";
import { explainIssues } from "./explain-issues.ts";
import { jsonSchemaOf } from "./json-schema.ts";

const MIB = 1024 * 1024;

/** The options of a crawl: each with its unit, what zero means, and its default. */
export const crawlOptionsSchema = z.strictObject({
  output: z.string().min(1).default("output").describe("Directory of the dataset; made where it is not there yet."),
  concurrency: z.int().min(1).max(256).default(8).describe("Visits under way at once, over all hosts."),
  limit: z.int().min(0).default(0).describe("The run ends after so many new records; 0 means no limit."),
  since: z
    .string()
    .regex(
      /^(\d{4}-\d{2}-\d{2}|\d+\s*[hdw])$/,
      "expected a day such as 2018-01-25, or a length of time such as 36h, 7d or 2w",
    )
    .refine((since) => !since.includes("-") || isDay(since), "expected a day that exists, such as 2018-01-25")
    .nullable()
    .default(null)
    .describe("Nothing published before this day, or longer ago than this, is wanted; null means no limit."),
  fresh: z
    .boolean()
    .default(false)
    .describe("Begin the dataset anew; what is there is moved aside, within the directory."),
  dryRun: z
    .boolean()
    .default(false)
    .describe("Ask for listings, feeds and sitemaps only, tell what would be visited, and write nothing."),
  hostDelayMs: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .describe(
      "Least time between two requests to a host, in milliseconds; 0 means none. Null means as each site file says.",
    ),
  contact: z
    .string()
    .regex(/^(https?:\/\/[^\s()]+|[^\s()@]+@[^\s()@]+)$/, "expected a web address or an e-mail address")
    .nullable()
    .default(null)
    .describe("Where owners of sites reach you: it goes into the user agent. Null names the project's page."),
  store: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe(
      "Store of robots.txt bodies: `sqlite:PATH`, `memory:`, `redis://…`, `postgres://…`; null means a file in `output`.",
    ),
  allowAddresses: z
    .array(z.string().min(1))
    .default([])
    .describe("Addresses, ranges (`10.1.0.0/16`) or hosts that may be reached though they are private."),
  connectTo: z
    .array(z.string().regex(/^[^\s=]+=\S+:\d{1,5}$/, "expected host=address:port, such as example.org=127.0.0.1:8080"))
    .default([])
    .describe("Where to connect instead of where a host's name leads, as for a test server."),
  archive: z
    .boolean()
    .default(false)
    .describe("Keep what is fetched as WARC files in `archive/` of the dataset, from which it can be replayed."),
  threads: z.int().min(0).max(64).default(0).describe("Threads beside the main one that read pages; 0 means none."),
  comments: z
    .enum(["full", "pseudonymous", "none"])
    .nullable()
    .default(null)
    .describe("How comments are kept, for every site of the run; null means as each site file says."),
  pseudonymKeyFile: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe("File with the key of commenters' pseudonyms; null means the variable `OOGST_PSEUDONYM_KEY`."),
  keepFailures: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe("Folder for screenshot, HTML and console of pages whose rendering failed; null keeps nothing."),
  segmentBytes: z
    .int()
    .min(0)
    .default(256 * MIB)
    .describe("A file of records is sealed and a new one begun when it has so many bytes; 0 means never by size."),
  segmentRecords: z
    .int()
    .min(0)
    .default(0)
    .describe("A file of records is sealed and a new one begun when it has so many records; 0 means never by count."),
  maxRejectedShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe(
      "Rejected records as a share of all, above which the run ends with its own exit code; 0 allows none, 1 all.",
    ),
  maxWaitMs: z
    .int()
    .min(0)
    .default(60_000)
    .describe("Longest wait, in milliseconds, for a retry or a paused host when nothing else is left; 0 means none."),
  maxPauseMs: z
    .int()
    .min(0)
    .default(10 * 60_000)
    .describe(
      "A host that asks for a longer pause, in milliseconds, is left alone for this run; 0 means at the first.",
    ),
});

export type CrawlOptions = Readonly<z.output<typeof crawlOptionsSchema>>;
export type CrawlOptionsInput = z.input<typeof crawlOptionsSchema>;

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Options that cannot be used, with everything that is wrong in them. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** Checks options and fills in the defaults. Throws an `OptionsError` that names each key, what it needs and what it got. */
export function parseCrawlOptions(options: unknown): CrawlOptions {
  const parsed = crawlOptionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const root = jsonSchemaOf(crawlOptionsSchema, "input", "Oogst crawl options");
  throw new OptionsError(explainIssues(parsed.error.issues, options, root).map(({ message }) => message));
}

/** `--connect-to` pairs by host: "paper.example=127.0.0.1:8080" → "127.0.0.1:8080". */
export function connectToByHost(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

/** The instant before which nothing is wanted, from `since`; null where there is no limit. */
export function sinceAt(since: CrawlOptions["since"], nowMs: number): string | null {
  if (since === null || /^\d{4}-/.test(since)) return since;
  const [, count, unit] = /^(\d+)\s*([hdw])$/.exec(since) ?? [];
  const hours = Number(count) * { h: 1, d: 24, w: 168 }[unit as "h" | "d" | "w"];
  return new Date(Math.max(0, nowMs - hours * 3_600_000)).toISOString();
}
