import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CrawlError } from "../model/crawl-error.ts";
import type { Page } from "../model/page.ts";
import type { RenderNotes } from "./render-notes.ts";
import type { Tab } from "./tab.ts";

export interface Failure {
  readonly tab: Pick<Tab, "cdp" | "page">;
  readonly error: Error;
  /** The document as it was fetched, kept where the page itself no longer answers. */
  readonly first: Page;
  readonly notes: RenderNotes;
  readonly at: Date;
}

/** A hung page gives no picture; nobody waits long for it. */
const LOOK_MS = 3000;
const RETRY_MS = 200;

/** Keeps what a person needs to see why a page failed, in a folder of its own: `failure.json`, `page.html`, `console.txt` and, if it can be had, `screenshot.png`. */
export async function keepFailure(directory: string, { tab, error, first, notes, at }: Failure): Promise<string> {
  const url = first.requestedUrl;
  const { host } = new URL(url);
  const mark = createHash("sha256").update(url).digest("hex").slice(0, 8);
  const name = `${at.toISOString().replace(/[:.]/g, "-")}-${host.replace(/[^a-z0-9.-]/gi, "_")}-${mark}`;
  const folder = join(directory, name);
  await mkdir(folder, { recursive: true });
  const [html, picture] = await Promise.all([
    look(() =>
      tab.cdp.send("Runtime.evaluate", { expression: "document.documentElement.outerHTML", returnByValue: true }),
    ),
    look(() => tab.cdp.send("Page.captureScreenshot", { format: "png" })),
  ]);
  const text = html?.result.value;
  const report = {
    url,
    finalUrl: first.finalUrl,
    at: at.toISOString(),
    reason: error instanceof CrawlError ? error.reason : error.name,
    message: error.message,
    requests: notes.requests,
    bytes: notes.bytes,
    blocked: notes.blocked,
    failed: notes.failed,
    actions: notes.actions,
    html: typeof text === "string" ? "as the browser had it" : "as it was fetched",
  };
  await Promise.all([
    writeFile(join(folder, "failure.json"), `${JSON.stringify(report, null, 2)}\n`),
    writeFile(join(folder, "page.html"), typeof text === "string" ? text : first.body),
    writeFile(join(folder, "console.txt"), notes.log.map((line) => `${line}\n`).join("")),
    ...(picture === undefined ? [] : [writeFile(join(folder, "screenshot.png"), Buffer.from(picture.data, "base64"))]),
  ]);
  return folder;
}

/** Tries until there is an answer: a page that is about to be left has none to give for a moment. */
async function look<T>(ask: () => Promise<T>): Promise<T | undefined> {
  const untilMs = performance.now() + LOOK_MS;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), LOOK_MS).unref());
  for (;;) {
    const found = await Promise.race([ask().catch(() => undefined), late]);
    if (found !== undefined || performance.now() > untilMs - RETRY_MS) return found;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
