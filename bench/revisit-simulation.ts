// How soon are new articles and comments seen, for how many requests? Invented newsrooms with known times of publishing, editing and
// commenting, no HTTP: each rule plans its visits, and what stands on the page at a visit is seen then.
//   node bench/revisit-simulation.ts [--seeds 8] [--days 30]
import { parseArgs } from "node:util";
import { nextVisitAtMs, type WatchedArticle } from "../src/revisit/next-visit.ts";
import { inventNewsroom, type LivingArticle } from "./newsroom/newsroom.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Runs begin so often; what is due is visited by the next one. */
const RUN = 15 * MINUTE;

interface Policy {
  readonly listingMs: number;
  readonly next: (article: WatchedArticle) => number | null;
}

interface Outcome {
  readonly requests: number;
  /** Milliseconds from publication to discovery, and from a comment to the visit that sees it. */
  readonly articles: readonly number[];
  readonly comments: readonly number[];
  readonly edits: readonly number[];
}

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "8" }, days: { type: "string", default: "30" } },
});
const days = Number(values.days);
const startMs = Date.parse("2026-03-02T06:00:00Z");
const endMs = startMs + days * DAY;
const newsrooms = Array.from({ length: Number(values.seeds) }, (_, seed) =>
  inventNewsroom({ startMs, days, articlesADay: 8, seed: seed + 1 }),
);

const ruleOf = (rule: "adaptive" | readonly string[]): Policy => ({
  listingMs: HOUR,
  next: (article) => nextVisitAtMs(rule === "adaptive" ? rule : [...rule], article),
});
/** Articles at one interval until they are so old; the listing at that interval too, or at its own. */
const fixed = (everyMs: number, untilAgeMs: number, listingMs = everyMs): Policy => ({
  listingMs,
  next: ({ visitedAtMs, bornAtMs }) => (visitedAtMs - bornAtMs > untilAgeMs ? null : visitedAtMs + everyMs),
});
/** Ages from a quarter of an hour to thirty days, each so many per cent more than the one before. */
const growing = (percent: number): string[] => {
  const ages: string[] = [];
  for (let age = 15; age < 30 * 24 * 60; age = Math.max(age + 15, age * (1 + percent / 100)))
    ages.push(`${Math.round(age)}min`);
  return ages;
};

const adaptive = measure(ruleOf("adaptive"));
const rows: [string, Outcome][] = [
  ["adaptive", adaptive],
  ["[1h, 1d, 3d, 7d]", measure(ruleOf(["1h", "1d", "3d", "7d"]))],
  ["[1h, 3h, 6h, 12h, 1d, 2d, 4d, 7d, 14d]", measure(ruleOf(["1h", "3h", "6h", "12h", "1d", "2d", "4d", "7d", "14d"]))],
];
const percent = nearest(1, 400, (each) => ruleOf(growing(each)));
rows.push([`[15min, ${percent} % more … 30d]`, measure(ruleOf(growing(percent)))]);
for (const [listing, listingMs] of [
  ["all", undefined],
  ["listing hourly, articles", HOUR],
] as const)
  for (const untilDays of [3, 7, 14, 30]) {
    const policy = (runs: number) => fixed(runs * RUN, untilDays * DAY, listingMs ?? runs * RUN);
    const runs = nearest(1, (60 * DAY) / RUN, policy);
    rows.push([`${listing} every ${hours(runs * RUN)} h for ${untilDays} days`, measure(policy(runs))]);
  }
console.log(
  "| rule | requests | new article: median, mean | new comment: median, mean | edit: median, mean |\n| --- | --- | --- | --- | --- |",
);
for (const [name, { requests, articles, comments, edits }] of rows)
  console.log(`| ${name} | ${requests} | ${told(articles)} | ${told(comments)} | ${told(edits)} |`);

function measure(policy: Policy): Outcome {
  const all = newsrooms.map((articles) => simulate(articles, policy));
  return {
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    articles: all.flatMap(({ articles }) => articles),
    comments: all.flatMap(({ comments }) => comments),
    edits: all.flatMap(({ edits }) => edits),
  };
}

function simulate(articles: readonly LivingArticle[], policy: Policy): Outcome {
  const outcome = { requests: 0, articles: [] as number[], comments: [] as number[], edits: [] as number[] };
  const foundAt = (publishedAtMs: number) =>
    startMs + Math.max(0, Math.ceil((publishedAtMs - startMs) / policy.listingMs)) * policy.listingMs;
  outcome.requests += Math.floor((endMs - startMs) / policy.listingMs) + 1;
  for (const article of articles) {
    const firstMs = foundAt(article.publishedAtMs);
    if (firstMs > endMs) continue;
    if (article.publishedAtMs > startMs) outcome.articles.push(firstMs - article.publishedAtMs);
    const visits = visitsOf(article, firstMs, policy);
    outcome.requests += visits.length;
    const seenAt = (atMs: number) => visits.find((visitMs) => visitMs >= atMs) ?? endMs;
    // What stood there at the first visit was not waited for by this rule; what is never seen counts as seen at the end.
    const isWaitedFor = (atMs: number) => atMs > firstMs && atMs <= endMs;
    for (const { writtenAtMs, removedAtMs } of article.comments)
      if (isWaitedFor(writtenAtMs) && removedAtMs === null) outcome.comments.push(seenAt(writtenAtMs) - writtenAtMs);
    for (const { fromMs } of article.editions.slice(1))
      if (isWaitedFor(fromMs)) outcome.edits.push(seenAt(fromMs) - fromMs);
  }
  return outcome;
}

/** Moments at which the rule visits the article, the first one given. */
function visitsOf({ publishedAtMs, comments, editions }: LivingArticle, firstMs: number, { next }: Policy): number[] {
  const events = [
    ...comments.flatMap(({ writtenAtMs, editedAtMs, removedAtMs }) =>
      [writtenAtMs, editedAtMs, removedAtMs].filter((atMs) => atMs !== null),
    ),
    ...editions.map(({ fromMs }) => fromMs),
  ];
  const visits: number[] = [];
  let previousVisitAtMs: number | null = null;
  let lastChangeAtMs: number | null = null;
  for (let visitedAtMs = firstMs; visitedAtMs <= endMs; ) {
    const since: number = previousVisitAtMs ?? Number.NEGATIVE_INFINITY;
    const hasChanged = events.some((atMs) => atMs > since && atMs <= visitedAtMs);
    if (hasChanged) lastChangeAtMs = visitedAtMs;
    visits.push(visitedAtMs);
    const dueMs = next({ visitedAtMs, bornAtMs: publishedAtMs, previousVisitAtMs, hasChanged, lastChangeAtMs });
    if (dueMs === null) break;
    previousVisitAtMs = visitedAtMs;
    visitedAtMs = startMs + Math.ceil((dueMs - startMs) / RUN) * RUN;
  }
  return visits;
}

/** The number whose policy needs as many requests as the adaptive rule: more of it, fewer requests. */
function nearest(least: number, most: number, policy: (each: number) => Policy): number {
  let [low, high] = [least, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (measure(policy(middle)).requests > adaptive.requests) low = middle;
    else high = middle;
  }
  const distance = (each: number) => Math.abs(measure(policy(each)).requests - adaptive.requests);
  return distance(low) < distance(high) ? low : high;
}

function told(delays: readonly number[]): string {
  const sorted = delays.toSorted((one, other) => one - other);
  const mean = sorted.reduce((sum, delay) => sum + delay, 0) / sorted.length;
  return `${hours(sorted[Math.floor(sorted.length / 2)] ?? 0)}, ${hours(mean)} h`;
}

function hours(ms: number): string {
  return (ms / HOUR).toFixed(ms < 10 * HOUR ? 2 : 1);
}
