// A newsroom with known times of publishing, editing, commenting and removal, crawled again and again with kills in between.
// Every revision and every comment's coming and going is to be told exactly once, for a fraction of a full crawl's requests.
//   node bench/newsroom/judge-newsroom.ts [--crawls 30] [--hours 6] [--revisit adaptive] [--kills 10] [--share 0.25]
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chanceFrom } from "../../src/demo/random.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { inventNewsroom, isGone, type LivingArticle, NEWSROOM_HOST, serveNewsroom, stateAt } from "./newsroom.ts";

const { values } = parseArgs({
  options: {
    crawls: { type: "string", default: "30" },
    hours: { type: "string", default: "6" },
    revisit: { type: "string", default: "adaptive" },
    kills: { type: "string", default: "10" },
    seed: { type: "string", default: "5" },
    share: { type: "string", default: "0.25" },
  },
});
const crawls = Number(values.crawls);
const stepMs = Number(values.hours) * 3_600_000;
const startMs = Date.parse("2026-03-02T06:00:00Z");
const days = Math.max(1, Math.round((crawls * stepMs) / 86_400_000));
const articles = inventNewsroom({ startMs, days, articlesADay: 8, seed: Number(values.seed) });
const server = await serveNewsroom(articles);
const directory = mkdtempSync(join(tmpdir(), "oogst-newsroom-"));
const chance = chanceFrom(11);
let killsLeft = Number(values.kills);
let fullRequests = 0;

for (let round = 0; round < crawls; round++) {
  const nowMs = startMs + round * stepMs;
  server.setNow(nowMs);
  const published = articles.filter((article) => article.publishedAtMs <= nowMs && !isGone(article, nowMs)).length;
  fullRequests += published + Math.ceil(published / 20) + 1;
  for (let isDone = false; !isDone; ) {
    const killAfterMs = killsLeft > 0 && chance.happens(60) ? chance.between(300, 900) : null;
    isDone = await crawlOnce(nowMs, killAfterMs);
    if (!isDone) killsLeft--;
  }
}
const requests = server.log.length;
const notModified = server.log.filter(({ status }) => status === 304).length;
// Once more when all has happened: whatever no crawl has seen yet is told now.
const endMs = startMs + crawls * stepMs + 31 * 86_400_000;
server.setNow(endMs);
await crawlOnce(endMs, null);
await server.close();

const faults = judge(recordsIn(directory));
const share = requests / fullRequests;
console.log(
  JSON.stringify(
    {
      crawls,
      articles: articles.length,
      requests,
      notModified,
      fullRequests,
      share: Math.round(share * 1000) / 1000,
      kills: Number(values.kills) - killsLeft,
      records: recordsIn(directory).length,
      faults: faults.slice(0, 10),
      faultCount: faults.length,
    },
    null,
    2,
  ),
);
const isGood = faults.length === 0 && share <= Number(values.share);
console.log(isGood ? "judge:newsroom passed" : "judge:newsroom FAILED");
if (isGood) rmSync(directory, { recursive: true, force: true });
process.exitCode = isGood ? 0 : 1;

function crawlOnce(nowMs: number, killAfterMs: number | null): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ["bench/newsroom/crawl-at.ts", String(server.port), directory, String(nowMs), values.revisit],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  return new Promise((resolve, reject) =>
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(`the crawl ended with ${code}`));
      else resolve(signal === null);
    }),
  );
}

function recordsIn(folder: string): ArticleRecord[] {
  const names = readdirSync(folder)
    .filter((name) => /^articles(-\d{6})?\.jsonl$/.test(name))
    .sort(
      (one, other) => Number(one === "articles.jsonl") - Number(other === "articles.jsonl") || one.localeCompare(other),
    );
  return names.flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as ArticleRecord),
  );
}

/** Each record against what stood on its page at that moment, and each change against the record before. */
function judge(records: readonly ArticleRecord[]): string[] {
  const wrong: string[] = [];
  const byPath = new Map(articles.map((article) => [`http://${NEWSROOM_HOST}${article.path}`, article]));
  const last = new Map<string, ArticleRecord>();
  for (const record of records) {
    const article = byPath.get(record.finalUrl) as LivingArticle;
    const before = last.get(record.id);
    const told = `${article.path} revision ${record.revision}`;
    if (record.revision !== (before?.revision ?? 0) + 1)
      wrong.push(`${told}: follows ${before?.revision ?? "nothing"}`);
    const atMs = Date.parse(record.fetchedAt);
    if (isGone(article, atMs)) wrong.push(`${told}: of a page that was gone`);
    if (!equals(textsOf(record), truthOf(article, atMs)))
      wrong.push(`${told}: other texts or comments than stood there`);
    wrong.push(...wrongChanges(told, before, record));
    last.set(record.id, record);
  }
  for (const article of articles) {
    const record = [...last.values()].find(({ finalUrl }) => finalUrl.endsWith(article.path));
    if (isGone(article, endMs)) continue;
    if (record === undefined) wrong.push(`${article.path}: no record`);
    else if (!equals(textsOf(record), truthOf(article, endMs)))
      wrong.push(`${article.path}: its last state is not told`);
  }
  return wrong;
}

function equals(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function textsOf({ title, body, comments }: ArticleRecord): unknown {
  const visible = comments.filter(({ status }) => status === "visible");
  return [title, body.map(({ text }) => text), visible.map(({ author, role, text }) => [author, role, text])];
}

function truthOf(article: LivingArticle, atMs: number): unknown {
  const { paragraphs, comments } = stateAt(article, atMs);
  return [article.title, paragraphs, comments.map(({ author, role, text }) => [author, role, text])];
}

function wrongChanges(told: string, before: ArticleRecord | undefined, record: ArticleRecord): string[] {
  if (before === undefined) return record.changes.length === 0 ? [] : [`${told}: a first record tells changes`];
  const was = new Map(before.comments.map((comment) => [comment.id, comment]));
  const expected = record.comments.flatMap(({ id, status, text }) => {
    const earlier = was.get(id);
    if (earlier === undefined) return [`comment-added ${id}`];
    if (earlier.status !== "vanished" && status === "vanished") return [`comment-vanished ${id}`];
    if (earlier.status === "vanished" && status !== "vanished") return [`comment-returned ${id}`];
    return earlier.text === text ? [] : [`comment-edited ${id}`];
  });
  const found = record.changes
    .filter(({ commentId }) => commentId !== null)
    .map(({ what, commentId }) => `${what} ${commentId}`);
  const bodyChanged = JSON.stringify(before.body) !== JSON.stringify(record.body);
  const bodyTold = record.changes.some(({ field }) => field === "body");
  const problems =
    JSON.stringify(expected) === JSON.stringify(found)
      ? []
      : [`${told}: told ${found.join(", ")}, expected ${expected.join(", ")}`];
  return bodyChanged === bodyTold
    ? problems
    : [...problems, `${told}: the change of text is ${bodyTold ? "told, but there is none" : "not told"}`];
}
