/**
 * What our fetcher costs beside undici's plain `request`, in CPU seconds for 1,000 pages of 84 KB, over loopback from a server in another process.
 *
 *     node bench/fetch-cpu.ts [--pages 400] [--rounds 25]
 *
 * The contestants take turns within one process; medians of the rounds are printed.
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

if (process.send !== undefined) serve();
else await compare();

/** The child: one page, plain under /plain and compressed under /gzip. */
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
    options: { pages: { type: "string", default: "400" }, rounds: { type: "string", default: "25" } },
  });
  const [pages, rounds] = [Number(values.pages), Number(values.rounds)];
  const child = fork(import.meta.filename);
  const port = await portOf(child);
  const agent = new Agent({ connections: CONCURRENCY });
  const fetcher = createFetcher({
    userAgent: "oogst-bench/1 (+http://127.0.0.1/)",
    allowAddresses: ["127.0.0.1"],
    connectionsPerHost: CONCURRENCY,
  });
  const plain = async (path: string) => {
    const { body } = await request(`http://127.0.0.1:${port}${path}`, { dispatcher: agent });
    const bytes = Buffer.from(await body.arrayBuffer());
    return path === "/gzip" ? gunzipSync(bytes).length : bytes.length;
  };
  const ours = async (path: string) => {
    const url = `http://127.0.0.1:${port}${path}`;
    return (await fetcher.get({ url, timeoutMs: 30_000, maxBodyBytes: 16 * 1024 * 1024 })).body.length;
  };
  for (const path of ["/plain", "/gzip"]) {
    await measure(plain, path, pages);
    await measure(ours, path, pages);
    const taken: [number, number][] = [];
    for (let round = 0; round < rounds; round++) {
      taken.push([await measure(plain, path, pages), await measure(ours, path, pages)]);
    }
    const [theirs, our] = [median(taken.map(([first]) => first)), median(taken.map(([, second]) => second))];
    const ratio = median(taken.map(([first, second]) => second / first));
    console.log(
      `${path.slice(1)}: undici request ${theirs.toFixed(3)}, createFetcher ${our.toFixed(3)} CPU s per 1,000 pages; ratio ${ratio.toFixed(2)}`,
    );
  }
  await fetcher.close();
  await agent.close();
  child.disconnect();
}

/** CPU seconds for 1,000 pages. */
async function measure(get: (path: string) => Promise<number>, path: string, pages: number): Promise<number> {
  const before = process.cpuUsage();
  let left = pages;
  const work = async () => {
    while (left-- > 0) if ((await get(path)) < PAGE_BYTES) throw new Error("a page came short");
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / pages;
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once("message", (port) => resolve(port as number)));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((first, second) => first - second)[numbers.length >> 1] as number;
}
