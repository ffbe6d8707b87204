// Serves the site of the benchmark until its parent ends; prints its port.  node bench/crawl/serve.ts ARTICLES
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { articleAt } from "./article.ts";
import { articlePage, listingPage } from "./page.ts";

const PER_LISTING = 20;
const count = Number(process.argv[2] ?? 1000);
const pages = Math.ceil(count / PER_LISTING);
const indexOf = /-(\d+)$/;

const server = createServer((request, response) => {
  const origin = `http://${request.headers.host}`;
  const url = new URL(request.url ?? "/", origin);
  const index = Number(indexOf.exec(url.pathname)?.[1] ?? -1);
  if (url.pathname === "/nieuws") {
    const page = Number(url.searchParams.get("page") ?? 0);
    const length = Math.max(0, Math.min(PER_LISTING, count - page * PER_LISTING));
    const articles = Array.from({ length }, (_, at) => articleAt(page * PER_LISTING + at));
    return send(200, "text/html; charset=utf-8", listingPage(articles, page, pages, origin));
  }
  if (url.pathname === "/robots.txt") return send(200, "text/plain", "User-agent: *\nDisallow: /inloggen\n");
  const article = index >= 0 && index < count ? articleAt(index) : undefined;
  if (article?.path === url.pathname) return send(200, "text/html; charset=utf-8", articlePage(article, origin));
  return send(404, "text/html; charset=utf-8", "<!doctype html><title>Niet gevonden</title>");

  function send(status: number, type: string, body: string): void {
    const bytes = Buffer.from(body);
    response.writeHead(status, { "content-type": type, "content-length": bytes.byteLength });
    response.end(bytes);
  }
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.on("end", () => process.exit(0)).resume();
