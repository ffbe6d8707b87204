import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server on this machine that answers as `answer` says now, and remembers what it was asked. */
export interface AnsweringServer {
  readonly origin: string;
  readonly asked: string[];
  readonly agents: (string | undefined)[];
  answer: Answer | ((path: string, headers: IncomingHttpHeaders) => Answer);
  /** Closing twice is fine. */
  close(): Promise<void>;
}

export async function startAnsweringServer(answer: AnsweringServer["answer"]): Promise<AnsweringServer> {
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    site.asked.push(path);
    site.agents.push(request.headers["user-agent"]);
    const {
      status = 200,
      body = "",
      headers = {},
    } = typeof site.answer === "function" ? site.answer(path, request.headers) : site.answer;
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const site: AnsweringServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    agents: [],
    answer,
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return site;
}
