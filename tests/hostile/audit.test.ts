import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type Audit, audit } from "../../scripts/audit.ts";

const ADVISORY = {
  id: 1,
  url: "https://advisories.example/1",
  title: "Kade loopt over",
  severity: "high",
  vulnerable_versions: ">=0.0.0",
  cwe: [],
  cvss: { score: 7, vectorString: null },
};

/** Asks a registry on this machine that answers the bulk question so. */
async function auditAnswered(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Audit> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === "POST") answer(request, response);
    else response.writeHead(404, { "content-type": "application/json" }).end("{}");
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return audit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const json = (body: unknown) => (_: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));

test("packages against which nothing is known are clean", async () => {
  expect(await auditAnswered(json({}))).toMatchObject({ kind: "clean" });
});

test("something known against a package is told, with its title", async () => {
  const found = await auditAnswered(json({ undici: [ADVISORY] }));
  expect(found.kind).toBe("findings");
  expect(JSON.stringify(found)).toContain("undici");
  expect(JSON.stringify(found)).toContain("Kade loopt over");
});

test.each([
  ["does not offer the question", 405],
  ["is ill", 500],
] as const)("a registry that %s is no finding, and no clean answer either", async (_, status) => {
  const answer = await auditAnswered((_, response) => void response.writeHead(status).end());
  expect(answer).toMatchObject({ kind: "unanswered", reason: expect.stringContaining(String(status)) });
});

test("a registry that is not there is no finding either", async () => {
  expect(await audit("http://127.0.0.1:9/")).toMatchObject({
    kind: "unanswered",
    reason: expect.stringMatching(/ECONNREFUSED/),
  });
});
