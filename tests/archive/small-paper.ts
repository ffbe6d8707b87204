import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import type { LoadedSite } from "../../src/config/load-site.ts";
import { parseSite } from "../../src/config/load-site.ts";
import { type CrawlOptionsInput, parseCrawlOptions } from "../../src/config/options.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import type { CrawlReport } from "../../src/crawl/report.ts";

export const HOST = "krant.example";
export const ORIGIN = `http://${HOST}`;

/** De Krant: an invented paper with everything that makes a visit more than one answer. */
export interface SmallPaper {
  readonly port: number;
  /** Comments of the first article, one more after an hour. */
  comments: string[];
  readonly asked: string[];
  close(): Promise<void>;
}

export const paperSite = (over = ""): LoadedSite =>
  parseSite(
    `name: krant
hosts: [${HOST}]
language: nl
timeZone: Europe/Amsterdam
start: [{ listing: "${ORIGIN}/" }]
urls: { articles: { include: ^/nieuws/ } }
manners: { hostDelayMs: 0, concurrency: 3, retries: 0 }
revisit: never
fields: { title: h1, publishedAt: time, body: .tekst p }
comments:
  item: .reactie
  author: b
  text: p
  pages: { next: a.verder }
variants:
  - name: json
    when: { url: /nieuws/json }
    comments:
      json: { url: "${ORIGIN}/api", method: POST, body: '{"page":{page}}', items: items, pageSize: 2 }
      author: { json: wie }
      text: { json: wat }
${over}`,
    "krant.yaml",
  );

export async function servePaper(): Promise<SmallPaper> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    paper.asked.push(`${request.method} ${path}`);
    const send = (status: number, body: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
    if (path === "/robots.txt")
      return send(200, "User-agent: *\nDisallow: /geheim\n", { "content-type": "text/plain" });
    if (path === "/.well-known/tdmrep.json")
      return send(200, '[{"location":"/nieuws/voorbehouden","tdm-reservation":1}]', {
        "content-type": "application/json",
      });
    if (path === "/") return send(200, ARTICLES.map((name) => `<a href="/nieuws/${name}">${name}</a>`).join(""));
    if (path === "/api")
      return void answerJson(request, (body) => send(200, body, { "content-type": "application/json" }));
    if (path === "/nieuws/verhuisd") return send(301, "", { location: "/nieuws/nieuw-adres" });
    if (path === "/nieuws/weg") return send(404, "<h1>Weg</h1>");
    if (path === "/nieuws/zonder-titel") return send(200, "<div class=tekst><p>Niets.</p></div>");
    if (path.includes("?deel=kapot")) return request.socket.destroy();
    if (path.includes("?deel=500")) return send(500, "kapot");
    const [, name = "", part] = /^\/nieuws\/([a-z-]+)(?:\?deel=(\w+))?/.exec(path) ?? [];
    if (request.headers["if-none-match"] === '"vast"') return response.writeHead(304, { etag: '"vast"' }).end();
    const headers: Record<string, string> = {
      ...(name === "met-etag" ? { etag: '"vast"' } : {}),
      ...(name === "kop-noarchive" ? { "x-robots-tag": "noarchive" } : {}),
    };
    return send(200, articlePage(name, part, paper.comments), headers);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const paper: SmallPaper = {
    port: (server.address() as AddressInfo).port,
    comments: ["Eens.", "Oneens."],
    asked: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return paper;
}

const ARTICLES = [
  ...["eerste", "tweede-pagina", "kapotte-pagina", "foute-pagina", "verboden-pagina", "verhuisd", "weg", "json"],
  ...["zonder-titel", "voorbehouden", "noindex", "met-etag", "kop-noarchive", "meta-noarchive", "leestekens"],
];
const NEXT: Readonly<Record<string, string>> = {
  ...{ "tweede-pagina": "?deel=2", "kapotte-pagina": "?deel=kapot", "foute-pagina": "?deel=500" },
  "verboden-pagina": "/geheim/2",
};

function articlePage(name: string, part: string | undefined, comments: readonly string[]): string {
  const meta = name === "meta-noarchive" ? "noarchive" : name === "noindex" ? "noindex" : undefined;
  const told = name === "eerste" ? comments : [`Over ${name}${part === undefined ? "" : `, deel ${part}`}.`];
  const next = part === undefined ? NEXT[name] : undefined;
  return `<!doctype html><title>${name}</title>${meta === undefined ? "" : `<meta name=robots content="${meta}">`}
<h1>Kop van ${name}${name === "leestekens" ? " — “één” €" : ""}</h1><time datetime="2026-03-0${(name.length % 9) + 1}">maart</time>
<div class=tekst><p>Het verhaal van ${name} is lang genoeg om een bericht te zijn, en eindigt hier.</p></div>
${told.map((text, place) => `<div class=reactie><b>Lezer ${place + 1}</b><p>${text}</p></div>`).join("\n")}
${next === undefined ? "" : `<a class=verder href="${next.startsWith("?") ? `/nieuws/${name}${next}` : next}">verder</a>`}`;
}

function answerJson(request: NodeJS.ReadableStream, send: (body: string) => void): void {
  let posted = "";
  request.on("data", (chunk) => {
    posted += chunk;
  });
  request.on("end", () => {
    const { page } = JSON.parse(posted) as { page: number };
    const items =
      page > 2
        ? []
        : [1, 2].slice(0, 3 - page).map((nr) => ({ wie: `Lid ${page}${nr}`, wat: `Bericht ${page}.${nr}` }));
    send(JSON.stringify({ items }));
  });
}

export async function crawlPaper(
  paper: SmallPaper,
  output: string,
  options: CrawlOptionsInput = {},
  site = paperSite(),
): Promise<CrawlReport> {
  const parsed = parseCrawlOptions({
    ...{ output, archive: true, allowAddresses: ["127.0.0.1"], connectTo: [`${HOST}=127.0.0.1:${paper.port}`] },
    ...options,
  });
  return crawl([site], parsed, { log: pino({ level: "silent" }) });
}
