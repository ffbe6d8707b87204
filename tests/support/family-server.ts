import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { bodyOf, type Family } from "./family.ts";

export interface ServedFamilies {
  readonly port: number;
  /** Hosts that are served here. */
  readonly hosts: readonly string[];
  /** Every page asked for but robots.txt, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Serves the pages of all families on one loopback port, each at its own host. */
export async function serveFamilies(families: readonly Family[]): Promise<ServedFamilies> {
  const pages = families.flatMap((family) => family.pages.map((page) => ({ family, page })));
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = `http://${request.headers.host}${request.url}`;
    const sent = request.method === "POST" ? await bodyOfRequest(request) : undefined;
    if (!url.endsWith("/robots.txt") && !url.includes("/.well-known/")) asked.push(url);
    const found = pages.find(({ page }) => page.url === url && page.asked === sent);
    if (found === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
      return;
    }
    const { family, page } = found;
    response.writeHead(page.status ?? 200, {
      "content-type": page.contentType ?? "text/html",
      ...(page.location === undefined ? {} : { location: page.location }),
      ...page.headers,
    });
    response.end(bodyOf(family, page));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    hosts: [...new Set(pages.map(({ page }) => new URL(page.url).host))],
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOfRequest(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
