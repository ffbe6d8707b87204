import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { escapeHtml } from "../../src/demo/escape-html.ts";
import { commenter, headline, paragraph, remark, role } from "../../src/demo/prose.ts";
import { type Chance, chanceFrom } from "../../src/demo/random.ts";

/** A comment with its whole life, in milliseconds of the newsroom's time. */
export interface LivingComment {
  readonly number: number;
  readonly author: string;
  readonly role: string | null;
  readonly text: string;
  readonly writtenAtMs: number;
  /** When its author adds a sentence; null for never. */
  readonly editedAtMs: number | null;
  readonly removedAtMs: number | null;
}

/** An article with its whole life. */
export interface LivingArticle {
  readonly path: string;
  readonly title: string;
  readonly publishedAtMs: number;
  /** Texts in turn: each from its time on. */
  readonly editions: readonly { readonly fromMs: number; readonly paragraphs: readonly string[] }[];
  readonly comments: readonly LivingComment[];
  /** When the page is taken down; null for never. */
  readonly goneAtMs: number | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const NEWSROOM_HOST = "nieuwskamer.example";

/** A newsroom's life over `days`, with an archive of as many days before it: comments come fast at first and ever slower. */
export function inventNewsroom(options: {
  readonly startMs: number;
  readonly days: number;
  readonly articlesADay: number;
  readonly seed: number;
}): LivingArticle[] {
  const chance = chanceFrom(options.seed);
  const count = options.days * 2 * options.articlesADay;
  return Array.from({ length: count }, (_, index) => {
    const publishedAtMs =
      options.startMs -
      options.days * DAY +
      Math.round((index * DAY) / options.articlesADay) +
      chance.between(0, 2 * HOUR);
    return inventArticle(index, publishedAtMs, chance);
  });
}

function inventArticle(index: number, publishedAtMs: number, chance: Chance): LivingArticle {
  const first = [paragraph(chance), paragraph(chance)];
  const editions = [{ fromMs: publishedAtMs, paragraphs: first }];
  if (chance.happens(30))
    editions.push({
      fromMs: publishedAtMs + chance.between(HOUR, 30 * HOUR),
      paragraphs: [...first, `Update: ${paragraph(chance, 1, 2)}`],
    });
  let atMs = publishedAtMs;
  const comments = Array.from({ length: chance.happens(60) ? chance.between(1, 14) : 0 }, (_, place): LivingComment => {
    atMs += Math.round(chance.between(5, 60) * 60_000 * 1.45 ** place);
    return {
      number: index * 100 + place,
      author: commenter(chance),
      role: chance.happens(40) ? role(chance) : null,
      text: `${remark(chance)} (${place + 1})`,
      writtenAtMs: atMs,
      editedAtMs: chance.happens(5) ? atMs + chance.between(HOUR / 4, 30 * HOUR) : null,
      removedAtMs: chance.happens(6) ? atMs + chance.between(HOUR, 40 * HOUR) : null,
    };
  });
  return {
    path: `/nieuws/artikel-${index}`,
    title: `${headline(chance)} (${index})`,
    publishedAtMs,
    editions,
    comments,
    goneAtMs: chance.happens(4) ? publishedAtMs + chance.between(2 * HOUR, 90 * HOUR) : null,
  };
}

/** What stands on an article's page at a moment. */
export function stateAt(
  article: LivingArticle,
  nowMs: number,
): { readonly paragraphs: readonly string[]; readonly comments: readonly LivingComment[] } {
  const edition = article.editions.findLast(({ fromMs }) => fromMs <= nowMs);
  return {
    paragraphs: edition?.paragraphs ?? [],
    comments: article.comments
      .filter(({ writtenAtMs, removedAtMs }) => writtenAtMs <= nowMs && (removedAtMs === null || removedAtMs > nowMs))
      .map((comment) => (isEdited(comment, nowMs) ? { ...comment, text: `${comment.text} Aanvulling.` } : comment)),
  };
}

const isEdited = ({ editedAtMs }: LivingComment, nowMs: number) => editedAtMs !== null && editedAtMs <= nowMs;

export const isGone = ({ goneAtMs }: LivingArticle, nowMs: number) => goneAtMs !== null && goneAtMs <= nowMs;

export interface ServedNewsroom {
  readonly port: number;
  readonly log: { readonly path: string; readonly status: number }[];
  /** Sets the newsroom's clock. */
  setNow(nowMs: number): void;
  close(): Promise<void>;
}

/** Serves the newsroom as it stands at its own clock, with ETags. */
export async function serveNewsroom(articles: readonly LivingArticle[]): Promise<ServedNewsroom> {
  let nowMs = 0;
  const log: { path: string; status: number }[] = [];
  const byPath = new Map(articles.map((article) => [article.path, article]));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://${NEWSROOM_HOST}`);
    const answer = (status: number, type: string, body: string) => {
      const etag = `"${createHash("sha1").update(body).digest("hex").slice(0, 16)}"`;
      const isSame = status === 200 && request.headers["if-none-match"] === etag;
      log.push({ path: url.pathname + url.search, status: isSame ? 304 : status });
      if (isSame) return response.writeHead(304, { etag }).end();
      return response
        .writeHead(status, { "content-type": type, etag, "content-length": Buffer.byteLength(body) })
        .end(body);
    };
    const out = articles
      .filter((article) => article.publishedAtMs <= nowMs && !isGone(article, nowMs))
      .toSorted((one, other) => other.publishedAtMs - one.publishedAtMs);
    const article = byPath.get(url.pathname);
    if (article !== undefined && isGone(article, nowMs)) return answer(410, "text/plain", "ingetrokken");
    if (article !== undefined && article.publishedAtMs <= nowMs)
      return answer(200, "text/html; charset=utf-8", pageOf(article, nowMs));
    if (url.pathname === "/nieuws")
      return answer(
        200,
        "text/html; charset=utf-8",
        listingOf(out.slice(Number(url.searchParams.get("page") ?? 0) * 20).slice(0, 20)),
      );
    return answer(404, "text/plain", "niet gevonden");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    setNow: (ms) => {
      nowMs = ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pageOf(article: LivingArticle, nowMs: number): string {
  const { paragraphs, comments } = stateAt(article, nowMs);
  const items = comments.map(
    ({ number, author, role: function_, text, writtenAtMs }) =>
      `<li id="r-${number}"><b>${escapeHtml(author)}</b>${function_ === null ? "" : ` <i>${escapeHtml(function_)}</i>`} <time datetime="${new Date(writtenAtMs).toISOString()}"></time><p>${escapeHtml(text)}</p></li>`,
  );
  return `<!doctype html><html lang="nl"><title>${escapeHtml(article.title)}</title><main><h1>${escapeHtml(article.title)}</h1><time class="pub" datetime="${new Date(article.publishedAtMs).toISOString()}"></time><div class="text">${paragraphs.map((each) => `<p>${escapeHtml(each)}</p>`).join("")}</div></main><h2 class="count">${comments.length} reacties</h2><ol class="reacties">${items.join("")}</ol></html>`;
}

function listingOf(articles: readonly LivingArticle[]): string {
  return `<!doctype html><html lang="nl"><title>Nieuws</title>${articles.map(({ path, title, publishedAtMs }) => `<article><a href="${path}">${escapeHtml(title)}</a> <time datetime="${new Date(publishedAtMs).toISOString()}"></time></article>`).join("")}</html>`;
}

export const NEWSROOM_SITE = `name: nieuwskamer
hosts: [${NEWSROOM_HOST}]
language: nl
timeZone: Europe/Amsterdam
start:
  - listing: http://${NEWSROOM_HOST}/nieuws?page={page}
    first: 0
manners: { hostDelayMs: 0, concurrency: 4 }
listing: { card: article, url: { select: a, attr: href }, date: { select: time, attr: datetime } }
fields:
  title: h1
  publishedAt: { select: time.pub, attr: datetime }
  body: .text
rules: { required: [title, publishedAt, body] }
comments:
  declared: .count
  item: .reacties > li
  id: { select: ":self", attr: id }
  author: b
  role: i
  publishedAt: { select: time, attr: datetime }
  text: p
`;
