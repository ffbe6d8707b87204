// What a seasoned hand writes in an afternoon: undici, cheerio, p-queue; nothing durable.  node cheerio.ts ORIGIN FILE
import { createWriteStream } from "node:fs";
import { load } from "cheerio";
import PQueue from "p-queue";
import { Agent, request } from "undici";
import { readArticle, readListing } from "./read-cheerio.ts";

const [origin, file] = process.argv.slice(2) as [string, string];
const dispatcher = new Agent({ connections: 16 });
const out = createWriteStream(file);
const queue = new PQueue({ concurrency: 16 });
const seen = new Set<string>();
const get = async (url: string) => load(await (await request(url, { dispatcher })).body.text());
const visitArticle = async (path: string) => {
  out.write(`${JSON.stringify(readArticle(await get(origin + path), path))}\n`);
};
const visitListing = async (url: string): Promise<void> => {
  const { articles, next } = readListing(await get(url));
  for (const path of articles) {
    if (seen.has(path)) continue;
    seen.add(path);
    queue.add(() => visitArticle(path));
  }
  if (next !== undefined) queue.add(() => visitListing(next));
};
queue.add(() => visitListing(`${origin}/nieuws?page=0`));
await queue.onIdle();
await new Promise((resolve) => out.end(resolve));
await dispatcher.close();
