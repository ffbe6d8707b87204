/**
 * What our fetcher costs beside undici's plain `request`, in CPU seconds for 1,000 pages of 84 KB, over loopback from a server in another process.
 *
 *     node bench/fetch-cpu.ts [--pages 3000] [--rounds 7]
 *
 * The contestants take turns, each round in a process of its own: in one and the same they pay for each other's garbage. A round warms
 * up first; medians of the rounds are printed. `plain` pages are sent as they are, `gzip` pages compressed and, by both, decompressed.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { Agent, request } from "undici";
import { createFetcher } from "../src/fetch/fetcher.ts";

const PAGE_BYTES = 84 * 1024;
const CONCURRENCY = 16;
const WARM_UP_PAGES = 1500;

const [role = "compare", ...words] = process.send === undefined ? [] : process.argv.slice(2);
if (role === "serve") serve();
else if (role === "measure") await measure(words as [string, string, string]);
else await compare();

/** One page, plain under /plain and compressed under /gzip. */
function serve(): void {
  const page = Buffer.from(`<!doctype html><meta charset="utf-8"><title>Oogst</title>${paragraphs()}`);
  const zipped = gzipSync(page);
  const server = createServer((incoming, response) => {
    const isZipped = incoming.url === "/gzip";
    const body = isZipped ? zipped : page;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-length", body.length);
    if (isZipped) response.setHeader("content-encoding", "gzip");
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}

function paragraphs(): string {
  let text = "";
  for (let index = 0; text.length < PAGE_BYTES; index++) {
    const word = ((index * 2_654_435_761) >>> 0).toString(36);
    text += `<p class="k${index % 9}">Zin ${index} over ${word}: de oogst is één keer per jaar binnen.</p>\n`;
  }
  return text;
}

async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: { pages: { type: "string", default: "3000" }, rounds: { type: "string", default: "7" } },
  });
  const server = fork(import.meta.filename, ["serve"]);
  const port = await told(server);
  for (const path of ["plain", "gzip"]) {
    const taken: Record<string, number[]> = { request: [], ours: [] };
    for (let round = 0; round < Number(values.rounds); round++)
      for (const contestant of ["request", "ours"]) {
        const url = `http://127.0.0.1:${port}/${path}`;
        taken[contestant]?.push(await told(fork(import.meta.filename, ["measure", contestant, url, values.pages])));
      }
    const [theirs, our] = [median(taken.request ?? []), median(taken.ours ?? [])];
    console.log(
      `${path}: undici request ${theirs.toFixed(3)}, createFetcher ${our.toFixed(3)} CPU s per 1,000 pages; ratio ${(our / theirs).toFixed(2)}`,
    );
  }
  server.disconnect();
}

/** Sends CPU seconds for 1,000 pages. */
async function measure([contestant, url, pages]: [string, string, string]): Promise<void> {
  const get = contestant === "ours" ? byFetcher(url) : byRequest(url);
  const run = async (count: number) => {
    let left = count;
    const work = async () => {
      while (left-- > 0) if ((await get()) < PAGE_BYTES) throw new Error("a page came short");
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  };
  await run(WARM_UP_PAGES);
  const before = process.cpuUsage();
  await run(Number(pages));
  const { user, system } = process.cpuUsage(before);
  process.send?.((user + system) / 1000 / Number(pages), () => process.exit());
}

function byRequest(url: string): () => Promise<number> {
  const dispatcher = new Agent({ connections: CONCURRENCY });
  return async () => {
    const { body } = await request(url, { dispatcher });
    const bytes = Buffer.from(await body.arrayBuffer());
    return url.endsWith("/gzip") ? gunzipSync(bytes).length : bytes.length;
  };
}

function byFetcher(url: string): () => Promise<number> {
  const fetcher = createFetcher({
    userAgent: "oogst-bench/1 (+http://127.0.0.1/)",
    allowAddresses: ["127.0.0.1"],
    connectionsPerHost: CONCURRENCY,
  });
  return async () => (await fetcher.get({ url, timeoutMs: 30_000, maxBodyBytes: 16 * 1024 * 1024 })).body.length;
}

/** The one number that a child tells. */
function told(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("message", (number) => resolve(number as number));
    child.once("exit", (code) => reject(new Error(`a child ended with ${code} before it told anything`)));
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((first, second) => first - second)[numbers.length >> 1] as number;
}
