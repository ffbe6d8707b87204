import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { articleSitemap, rssFeed, sitemapIndex } from "./feeds.ts";
import { calendarPage, listingPage } from "./listing-pages.ts";
import { type DemoArticle, type Magazine, sectionPath } from "./magazine.ts";
import { modernPage } from "./modern-page.ts";
import { scriptedAnswer } from "./scripted-answers.ts";
import { scriptedPage } from "./scripted-page.ts";
import { structuredPage } from "./structured-page.ts";

/** The host name under which the magazine is known; it resolves nowhere and is mapped to loopback. */
export const DEMO_HOST = "polderklerk.example";

export interface ServedMagazine {
  readonly port: number;
  /** Every request answered, in order: path with query, and the time it came in (epoch milliseconds). */
  readonly log: readonly { readonly path: string; readonly atMs: number }[];
  close(): Promise<void>;
}

/** Serves the magazine on a loopback port (0: any free one) until closed. */
export async function serveMagazine(magazine: Magazine, port = 0): Promise<ServedMagazine> {
  const origin = `http://${DEMO_HOST}`;
  const articles = new Map(magazine.articles.map((article) => [article.path, article]));
  const log: { path: string; atMs: number }[] = [];
  const server = createServer((request, response) => {
    log.push({ path: request.url ?? "/", atMs: Date.now() });
    answer(request, response, magazine, articles, origin);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  magazine: Magazine,
  articles: ReadonlyMap<string, DemoArticle>,
  origin: string,
): void {
  const url = new URL(request.url ?? "/", origin);
  const article = articles.get(url.pathname);
  const section = magazine.sections.find(
    (name) => url.pathname === `${sectionPath(name)}/nieuws` || url.pathname === sectionPath(name),
  );
  const scripted = scriptedAnswer(url, magazine.articles);
  if (article !== undefined) html(response, PAGES[article.layout](article, origin));
  else if (scripted !== undefined) send(response, 200, scripted.type, scripted.body);
  else if (section !== undefined)
    html(response, listingPage(magazine, section, Number(url.searchParams.get("page") ?? 0)));
  else if (url.pathname === "/") html(response, listingPage(magazine, null, Number(url.searchParams.get("page") ?? 0)));
  else if (url.pathname === "/archief") html(response, calendarPage(Number(url.searchParams.get("dag") ?? 1)));
  else if (url.pathname === "/robots.txt")
    send(
      response,
      200,
      "text/plain",
      `User-agent: *\nDisallow: /inloggen\nDisallow: /archief\nSitemap: ${origin}/sitemap.xml\n`,
    );
  else if (url.pathname === "/sitemap.xml") send(response, 200, "application/xml", sitemapIndex(origin));
  else if (url.pathname === "/sitemap-artikelen.xml.gz")
    send(response, 200, "application/gzip", articleSitemap(magazine, origin));
  else if (url.pathname === "/feeds/articles.rss")
    send(response, 200, "application/rss+xml", rssFeed(magazine, origin));
  else html(response, "<!doctype html><title>Pagina niet gevonden</title><h1>Pagina niet gevonden</h1>", 404);
}

const PAGES = { modern: modernPage, structured: structuredPage, scripted: scriptedPage };

function html(response: ServerResponse, body: string, status = 200): void {
  send(response, status, "text/html; charset=utf-8", body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
