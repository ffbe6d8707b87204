import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import type { FetchRequest, PageSource, RenderRequest } from "../../src/model/page-source.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { createRenderer, type Renderer, type RendererOptions } from "../../src/render/renderer.ts";

export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

type Answering = Reply | string | ((request: IncomingMessage, response: ServerResponse) => Reply | undefined);

export interface PageServer {
  readonly port: number;
  /** `http://polder.example:PORT`; every `.example` host is this server. */
  readonly origin: string;
  /** "GET /path" of every request, in order, with the host where it is another one. */
  readonly asked: string[];
  readonly sent: IncomingMessage[];
  pages: Record<string, Answering>;
  close(): Promise<void>;
}

export const HOST = "polder.example";

/** Serves the pages given, and "not found" for all else. A text that begins with `<` is HTML. */
export async function servePages(pages: Record<string, Answering> = {}): Promise<PageServer> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    site.asked.push(`${request.method} ${host === HOST ? "" : host}${path}`);
    site.sent.push(request);
    const found = site.pages[path] ?? site.pages[path.replace(/\?.*/, "")];
    const reply =
      typeof found === "function"
        ? found(request, response)
        : typeof found === "string"
          ? asReply(found)
          : (found ?? { status: 404, body: "<h1>Niet gevonden</h1>" });
    if (reply === undefined) return;
    response.writeHead(reply.status ?? 200, {
      "content-type": reply.type ?? "text/html; charset=utf-8",
      ...reply.headers,
    });
    response.end(reply.body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const site: PageServer = {
    port,
    origin: `http://${HOST}:${port}`,
    asked: [],
    sent: [],
    pages,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return site;
}

function asReply(text: string): Reply {
  if (text.startsWith("<")) return { body: text };
  return { type: /^\s*[[{]/.test(text) ? "application/json" : "text/javascript", body: text };
}

/** A page with a script at its end. */
export function scripted(script: string, body = "<h1>Kop</h1><div id=doel></div>"): string {
  return `<!doctype html><html><head><meta charset=utf-8><title>Pagina</title></head><body>${body}<script>${script}</script></body></html>`;
}

export const hasBrowser = findBrowser(process.env) !== undefined;
/** To be said where tests are skipped. */
export const NO_BROWSER = "no Chromium found: set OOGST_CHROMIUM, or run `npx playwright install chromium`";

export interface Rendering {
  readonly renderer: Renderer;
  readonly fetcher: PageSource;
  /** Renders a path of the server. */
  get(path: string, how?: Partial<RenderRequest>, request?: Partial<FetchRequest>): ReturnType<Renderer["get"]>;
  close(): Promise<void>;
}

/** A renderer whose fetcher may reach nothing but this server. */
export function renderFrom(site: PageServer, options: Partial<RendererOptions> = {}): Rendering {
  const fetcher = createFetcher({
    userAgent: "OogstTest/1.0",
    allowAddresses: [`127.0.0.1:${site.port}`],
    resolve: async (hostname) => {
      if (hostname.endsWith(".example") || hostname === "localhost") return [{ address: "127.0.0.1", family: 4 }];
      throw Object.assign(new Error(`${hostname} is nowhere`), { code: "ENOTFOUND" });
    },
  });
  const renderer = createRenderer({
    fetch: (request) => fetcher.get(request),
    userAgent: "OogstTest/1.0",
    quietMs: 60,
    ...options,
  });
  return {
    renderer,
    fetcher,
    get: (path, how = {}, request = {}) =>
      renderer.get({
        url: path.startsWith("http") ? path : site.origin + path,
        timeoutMs: 15_000,
        maxBodyBytes: 4 * 1024 * 1024,
        ...request,
        render: { actions: [], allowResources: ["stylesheet"], allowHosts: [], ...how },
      }),
    async close() {
      await renderer.close();
      await fetcher.close();
    },
  };
}

export const textOf = (page: { readonly body: Uint8Array }) => new TextDecoder().decode(page.body);
