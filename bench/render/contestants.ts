// One contestant's run, in a program of its own; prints its result as one line of JSON. Called by render.ts.
import { DEMO_HOST } from "../../src/demo/serve-magazine.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { createRenderer } from "../../src/render/renderer.ts";
import { watchCpu } from "./process-tree.ts";

export interface Task {
  readonly name: "oogst" | "crawlee" | "crawlee-blocking";
  readonly port: number;
  readonly tabs: number;
  readonly pages: readonly { readonly path: string; readonly comments: number }[];
}

export interface Result {
  readonly pagesPerSecond: number;
  /** CPU of the program and its browser, in milliseconds a page. */
  readonly cpuMs: number;
  readonly nodeMs: number;
  /** Requests the server saw, a page; filled in by the caller. */
  readonly requests: number;
  /** Pages on which every comment was found. */
  readonly whole: number;
}

const task = JSON.parse(process.argv[2] ?? "{}") as Task;
const program = findBrowser(process.env);
if (program === undefined) throw new Error("no Chromium was found");
const wanted = new Map(task.pages.map(({ path, comments }) => [path, comments]));
let whole = 0;

const begun = await (task.name === "oogst" ? oogst() : crawlee(task.name === "crawlee-blocking"));
const result: Result = {
  pagesPerSecond: (task.pages.length / begun.elapsedMs) * 1000,
  cpuMs: begun.cpuMs / task.pages.length,
  nodeMs: begun.nodeMs / task.pages.length,
  requests: 0,
  whole,
};
console.log(JSON.stringify(result));
process.exit(0);

/** Time and CPU of some work, the start of the browser included, its end not. */
async function measured(work: () => Promise<void>) {
  const startedAtMs = performance.now();
  const node = process.cpuUsage();
  const cpu = watchCpu(process.pid);
  await work();
  const { user, system } = process.cpuUsage(node);
  return {
    elapsedMs: performance.now() - startedAtMs,
    cpuMs: cpu.stop(),
    nodeMs: (user + system) / 1000,
  };
}

async function oogst() {
  const fetcher = createFetcher({
    userAgent: "OogstBench/1.0",
    allowAddresses: ["127.0.0.1"],
    connectTo: new Map([[DEMO_HOST, `127.0.0.1:${task.port}`]]),
  });
  const renderer = createRenderer({
    fetch: (request) => fetcher.get(request),
    userAgent: "OogstBench/1.0",
    maxTabs: task.tabs,
  });
  const waiting = [...task.pages];
  const ended = await measured(async () => {
    await Promise.all(
      Array.from({ length: task.tabs }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const page = await renderer.get({
            url: `http://${DEMO_HOST}${next.path}`,
            timeoutMs: 30_000,
            maxBodyBytes: 4_000_000,
            render: {
              actions: [
                { waitFor: ".gesprek[data-geladen]", timeoutMs: 10_000 },
                { click: "button.g-meer", untilGone: true, times: 50, pauseMs: 0 },
              ],
              allowResources: ["stylesheet"],
              allowHosts: [],
              contextKey: "polderklerk",
            },
          });
          count(next.path, Buffer.from(page.body).toString("utf8"));
        }
      }),
    );
  });
  await renderer.close();
  await fetcher.close();
  return ended;
}

/** Crawlee as its guide has it, with what it needs to do the same: click until no button is left, then take the page's text. */
async function crawlee(isBlocking: boolean) {
  process.env.CRAWLEE_LOG_LEVEL = "ERROR";
  const name = "crawlee";
  const { PlaywrightCrawler, Configuration } = await import(name);
  const options = {
    minConcurrency: task.tabs,
    maxConcurrency: task.tabs,
    headless: true,
    launchContext: { launchOptions: { executablePath: program?.path } },
    browserPoolOptions: { useFingerprints: false },
    preNavigationHooks: isBlocking ? [async ({ blockRequests }: Tools) => blockRequests()] : [],
    async requestHandler({ page, request }: Tools) {
      await page.waitForSelector(".gesprek[data-geladen]");
      const button = page.locator("button.g-meer");
      while (await button.isVisible()) {
        const before = await page.locator(".g-reactie, polder-reactie").count();
        await button.click();
        await page.waitForFunction(
          `(() => { const host = document.querySelector(".gesprek"); return (host.shadowRoot ?? host).querySelectorAll(".g-reactie, polder-reactie").length > ${before}; })()`,
        );
      }
      // Its text of the page leaves shadow roots out, so they are asked for.
      const shadow = await page.evaluate(`document.querySelector(".gesprek").shadowRoot?.innerHTML ?? ""`);
      count(new URL(request.url).pathname, (await page.content()) + shadow);
    },
  };
  const crawler = new PlaywrightCrawler(options, new Configuration({ persistStorage: false }));
  return measured(() => crawler.run(task.pages.map(({ path }) => `http://127.0.0.1:${task.port}${path}`)));
}

function count(path: string, html: string): void {
  const found = html.match(/<article class="g-reactie"|<polder-reactie/g)?.length ?? 0;
  if (found === wanted.get(path)) whole += 1;
}

/** The part of Crawlee's context that is used; its own types are there only once it is installed. */
interface Tools {
  readonly page: import("playwright").Page;
  readonly request: { readonly url: string };
  blockRequests(): Promise<void>;
}
