import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { GoldPage, Half } from "./pages.ts";
import { halfOf, readGoldPages, readGoldThreads } from "./pages.ts";
import { loadPeers, plainText } from "./peers.ts";
import type { Reader, Reading } from "./reader.ts";
import { oogst } from "./reader.ts";
import { f1Of, isSameDay, isSameTitle, setScore, tallyComments, textScore } from "./scores.ts";

const { values: options } = parseArgs({
  options: {
    pages: { type: "string", default: "../shared/real/pages" },
    comments: { type: "string" },
    half: { type: "string", default: "all" },
    peers: { type: "boolean", default: false },
    speed: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
if (!existsSync(join(options.pages, "gold.json"))) {
  console.error(`${options.pages}/gold.json: expected a folder of pages with gold, found none`);
  process.exit(1);
}
const half = options.half as Half;
const pages = readGoldPages(options.pages, half);
const threads = readGoldThreads(options.comments ?? join(options.pages, "../comments"), half);
const readers: Reader[] = [oogst];
if (options.peers || options.speed) {
  // Speed is told as a ratio to this one.
  const peers = (await loadPeers()).filter((peer) => options.peers || peer.name === "Readability + linkedom");
  for (const peer of peers) {
    readers.push({
      name: peer.name,
      read: async (html, url) => {
        const { html: content, ...fields } = await peer.read(html, url);
        return { ...fields, text: () => plainText(content), comments: [] };
      },
    });
  }
}

const detail: Record<string, Record<string, unknown>> = {};
const table: Record<string, Record<string, string | number>> = {};
for (const reader of readers) table[reader.name] = await scoreOf(reader);
if (options.speed || options.peers) await measureSpeed();
console.log(`${pages.length} pages, ${threads.length} pages with comments (half: ${half})`);
console.table(table);
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(detail, null, 1));

async function scoreOf(reader: Reader): Promise<Record<string, string | number>> {
  const sums = { aeb: mean(), fundus: mean(), title: mean(), date: mean(), authors: mean(), invented: 0, on: 0 };
  for (const page of pages) {
    const found = await attempt(reader, page.html, page.url);
    const text = textScore(page.body, found.text(page.set === "fundus"));
    sums[page.set].add(text.f1);
    if (page.title !== null) sums.title.add(isSameTitle(page.title, found.title) ? 1 : 0);
    if (page.date !== null) sums.date.add(isSameDay(page.date, found.date) ? 1 : 0);
    if (page.authors !== null) sums.authors.add(setScore(page.authors, found.authors));
    sums.invented += found.comments.length;
    if (found.comments.length > 0) sums.on++;
    note(page, reader.name, {
      ...text,
      title: found.title,
      date: found.date,
      authors: found.authors,
      comments: found.comments.length,
    });
  }
  const tally = { right: 0, wanted: 0, found: 0 };
  for (const thread of threads) {
    const one = tallyComments(thread, (await attempt(reader, thread.html, thread.url)).comments);
    tally.right += one.right;
    tally.wanted += one.wanted;
    tally.found += one.found;
    note(thread, reader.name, { ...one, f1: f1Of(one) });
  }
  return {
    "aeb text": sums.aeb.value(),
    "fundus text": sums.fundus.value(),
    title: sums.title.value(),
    date: sums.date.value(),
    authors: sums.authors.value(),
    comments: threads.length === 0 ? "" : round(f1Of(tally)),
    "comments on pages/": `${sums.invented} on ${sums.on}`,
  };
}

async function attempt(reader: Reader, html: string, url: string): Promise<Reading> {
  try {
    return await reader.read(html, url);
  } catch (error) {
    if (reader === oogst) throw error;
    return { text: () => "", title: null, date: null, authors: [], comments: [] };
  }
}

/**
 * CPU time of this process over the aeb pages, warm: each turn of a reader begins with a round that is not measured, for
 * what another turn's garbage made V8 forget; turns take each other's place, for the machine's mood changes.
 */
async function measureSpeed(): Promise<void> {
  const warm: GoldPage[] = pages.filter((page) => page.set === "aeb");
  const cpuMs = new Map<Reader, number[]>(readers.map((reader) => [reader, []]));
  for (let turn = 0; turn < 3; turn++) {
    for (const reader of readers) {
      for (let round = 0; round < 3; round++) {
        const start = process.cpuUsage();
        for (const page of warm) await attempt(reader, page.html, page.url);
        const { user, system } = process.cpuUsage(start);
        if (round > 0) cpuMs.get(reader)!.push((user + system) / 1000);
      }
    }
  }
  const perSecond = (reader: Reader): number => (warm.length * 1000) / median(cpuMs.get(reader)!);
  const base = readers.find((reader) => reader.name === "Readability + linkedom");
  for (const reader of readers) {
    table[reader.name]!["pages / CPU s"] = Math.round(perSecond(reader) * 10) / 10;
    if (base) table[reader.name]!.ratio = Math.round((perSecond(reader) / perSecond(base)) * 100) / 100;
  }
}

function note(page: { readonly id: string }, reader: string, what: unknown): void {
  detail[page.id] = {
    ...detail[page.id],
    half: halfOf("html" in page && "comments" in page ? `thread/${page.id}` : page.id),
    [reader]: what,
  };
}

function mean() {
  let sum = 0;
  let n = 0;
  return {
    add(value: number): void {
      sum += value;
      n++;
    },
    value: (): number => round(n === 0 ? 0 : sum / n),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
