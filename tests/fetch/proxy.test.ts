import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFetcher, type FetcherOptions } from "../../src/fetch/fetcher.ts";
import type { PageSource } from "../../src/model/page-source.ts";
import { type FaultServer, fault, page, startFaultServer, whole } from "../support/fault-server.ts";

/** A proxy that notes the head of every request, and leads all of them to one server. */
interface TestProxy {
  readonly server: Server;
  readonly heads: string[];
  /** What it says to a CONNECT, instead of opening a tunnel. */
  refusal: string | undefined;
}

let site: FaultServer;
let proxy: TestProxy;
const opened: PageSource[] = [];
const sockets = new Set<Socket>();

beforeAll(async () => {
  site = await startFaultServer({
    cases: [
      fault("plain", "a page", page(), (call) => call.write(whole(`via ${call.headers.host}`))),
      fault("secure", "a page over TLS", page(), (call) => call.write(whole(`via ${call.headers.host}`)), {
        over: "https",
      }),
    ],
  });
});

beforeEach(async () => {
  const heads: string[] = [];
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {});
    client.once("data", (first) => {
      const head = first.toString("latin1");
      heads.push(head);
      const isTunnel = head.startsWith("CONNECT ");
      if (isTunnel && proxy.refusal !== undefined) return client.write(proxy.refusal);
      const target = connect(Number(new URL(site.url(isTunnel ? "secure" : "plain")).port), "127.0.0.1");
      sockets.add(target);
      target.on("error", () => client.destroy());
      if (isTunnel) client.write("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n");
      else target.write(first);
      client.pipe(target).pipe(client);
      if (!isTunnel) client.on("data", (later) => heads.push(later.toString("latin1")));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy = { server, heads, refusal: undefined };
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((fetcher) => fetcher.close()));
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  proxy.server.close();
});

afterAll(() => site.close());

const address = (credentials = "") => `http://${credentials}127.0.0.1:${(proxy.server.address() as AddressInfo).port}`;

function get(url: string, options: Partial<FetcherOptions> = {}) {
  const fetcher = createFetcher({
    userAgent: "oogst/0",
    proxy: address(),
    trustedCertificates: site.trustedCertificates,
    connectTimeoutMs: 1000,
    ...options,
  });
  opened.push(fetcher);
  return fetcher.get({ url, timeoutMs: 4000, maxBodyBytes: 1000 });
}

const textOf = async (trip: ReturnType<typeof get>) => Buffer.from((await trip).body).toString();

describe("a proxy that was asked for", () => {
  test("gets the whole address of a plain request, and resolves its name", async () => {
    const resolve = () => Promise.reject(new Error("nobody should be asked here"));
    expect(await textOf(get("http://paper.example/plain?x=1", { resolve }))).toBe("via paper.example");
    expect(proxy.heads[0]).toMatch(/^GET http:\/\/paper\.example\/plain\?x=1 HTTP\/1\.1\r\nhost: paper\.example\r\n/);
  });

  test("opens a tunnel for https, and the site's certificate is checked through it", async () => {
    expect(await textOf(get(site.url("secure"), { allowAddresses: ["127.0.0.1"] }))).toMatch(/^via 127\.0\.0\.1:\d+$/);
  });

  test("gets its credentials, which nobody else gets", async () => {
    const withCredentials = { proxy: address("wiske:ge%40heim@") };
    const expected = `Basic ${Buffer.from("wiske:ge@heim").toString("base64")}`;
    await get("http://paper.example/plain", withCredentials);
    expect(proxy.heads[0]?.toLowerCase()).toContain(`proxy-authorization: ${expected.toLowerCase()}`);
  });

  test("may be anywhere, but a forbidden address in a URL is refused before it is asked", async () => {
    for (const url of ["http://10.0.0.1/", "http://localhost/", "http://[::1]/", "https://169.254.169.254/"])
      await expect(get(url)).rejects.toMatchObject({ why: "forbidden-address" });
    expect(proxy.heads).toEqual([]);
  });
});

describe("a tunnel that does not open is a failure that names the proxy's answer", () => {
  test.each([
    ["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "network", "stop", 'found "HTTP/1.1 407'],
    ["HTTP/1.1 502 Bad Gateway\r\n\r\n", "network", "retry", 'found "HTTP/1.1 502'],
    ["HTTP/1.1 200 \x1b[2J", "timeout", "retry", "found none"],
    [`HTTP/1.1 200 OK\r\nX: ${"x".repeat(20_000)}`, "protocol", "give-up", "found no end of it"],
    ["HTTP/1.1 200 OK\r\n\r\nen meer", "network", "retry", "expected a tunnel"],
  ])("%j", async (refusal, reason, consequence, message) => {
    proxy.refusal = refusal;
    const trip = get("https://paper.example:8443/secure", { allowAddresses: ["127.0.0.1"] });
    await expect(trip).rejects.toMatchObject({ reason, consequence });
    await expect(trip).rejects.toThrow(message);
  });
});

test("a proxy that is none is refused at once, without showing what was given", () => {
  for (const wrong of ["socks5://wiske:geheim@127.0.0.1:1", "wiske:geheim@host"]) {
    expect(() => createFetcher({ userAgent: "oogst/0", proxy: wrong })).toThrow("proxy: expected an address such as");
    expect(() => createFetcher({ userAgent: "oogst/0", proxy: wrong })).not.toThrow("geheim");
  }
});
