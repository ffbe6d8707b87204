import { createSecureServer, type Http2SecureServer } from "node:http2";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { type FaultCase, type Transport, whole } from "./fault-server-case.ts";
import { makeCertificate, type TestCertificate } from "./fault-server-certificate.ts";
import { charsetCases } from "./fault-server-charsets.ts";
import { encodingCases } from "./fault-server-encodings.ts";
import { framingCases } from "./fault-server-framing.ts";
import { headCases } from "./fault-server-heads.ts";
import { serveRaw } from "./fault-server-raw.ts";
import { redirectCases } from "./fault-server-redirects.ts";
import { secureCases } from "./fault-server-secure.ts";
import { statusCases } from "./fault-server-statuses.ts";

export type { FaultCall, FaultCase, FaultOutcome, Transport } from "./fault-server-case.ts";
export { failed, fault, faultArticle, page, refused, whole } from "./fault-server-case.ts";

/** Every fault there is, by what goes wrong. */
export const faultCases: readonly FaultCase[] = [
  ...headCases,
  ...framingCases,
  ...encodingCases,
  ...redirectCases,
  ...statusCases,
  ...charsetCases,
  ...secureCases,
];

export interface FaultServer {
  /** Address of a case; `path`, from its slash, is handed to it. */
  url(name: string, path?: string): string;
  /** Requests made for a case. */
  hits(name: string): number;
  /** When the first of them came, in milliseconds since 1970. */
  firstHitAtMs(name: string): number | undefined;
  /** Connections made to the address that nobody was allowed. */
  forbiddenHits(): number;
  /** What a client must be allowed to reach: hosts with their ports. */
  readonly allowAddresses: readonly string[];
  /** What a client must trust for the good ones among the certificates. */
  readonly trustedCertificates: readonly string[];
  close(): Promise<void>;
}

/** Serves faults on loopback, each under its name. Serves all that are known where `cases` names none. */
export async function startFaultServer(options: { cases?: readonly FaultCase[] } = {}): Promise<FaultServer> {
  const cases = new Map((options.cases ?? faultCases).map((each) => [each.name, each]));
  const hits = new Map<string, number>();
  const firstHits = new Map<string, number>();
  const sockets = new Set<Socket>();
  const servers: (Server | Http2SecureServer)[] = [];
  const ports = new Map<Transport | "forbidden", number>();
  let forbiddenHits = 0;

  const url = (name: string, path = "") => {
    const found = cases.get(name);
    if (found === undefined) throw new Error(`no fault is called ${name}`);
    return `${found.over === "http" ? "http" : "https"}://127.0.0.1:${ports.get(found.over)}/${name}${path}`;
  };
  const count = (name: string) => {
    hits.set(name, (hits.get(name) ?? 0) + 1);
    if (!firstHits.has(name)) firstHits.set(name, Date.now());
    return hits.get(name) as number;
  };
  const listen = async (transport: Transport | "forbidden", server: Server | Http2SecureServer) => {
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ports.set(transport, (server.address() as AddressInfo).port);
    servers.push(server);
  };
  const forbiddenUrl = () => `http://127.0.0.1:${ports.get("forbidden")}/geheim`;
  const raw = (socket: Socket) => serveRaw(socket, { cases, count, url, forbiddenUrl });

  await listen(
    "forbidden",
    createServer((socket) => {
      forbiddenHits += 1;
      socket.on("data", () => socket.write(whole("geheim")));
    }),
  );
  const used = new Set([...cases.values()].map(({ over }) => over));
  const certificates = used.size > 1 ? makeCertificates() : undefined;
  for (const transport of used) await listen(transport, openServer(transport, { cases, count, raw, certificates }));

  return {
    url,
    hits: (name) => hits.get(name) ?? 0,
    firstHitAtMs: (name) => firstHits.get(name),
    forbiddenHits: () => forbiddenHits,
    allowAddresses: [...ports]
      .filter(([transport]) => transport !== "forbidden")
      .map(([, port]) => `127.0.0.1:${port}`),
    trustedCertificates:
      certificates === undefined
        ? []
        : [certificates.good.cert, certificates.expired.cert, certificates.otherHost.cert],
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

interface Certificates {
  readonly good: TestCertificate;
  readonly expired: TestCertificate;
  readonly otherHost: TestCertificate;
  readonly untrusted: TestCertificate;
}

/** Invented hosts of this one are in the good certificate, too: `krant.veilig.example`. */
export const SECURE_DOMAIN = "veilig.example";

function makeCertificates(): Certificates {
  const hosts = ["127.0.0.1", "localhost", `*.${SECURE_DOMAIN}`];
  const [validFrom, validUntil] = [new Date("2020-01-01"), new Date("2120-01-01")];
  return {
    good: makeCertificate({ hosts, validFrom, validUntil }),
    expired: makeCertificate({ hosts, validFrom, validUntil: new Date("2021-01-01") }),
    otherHost: makeCertificate({ hosts: ["elders.example"], validFrom, validUntil }),
    untrusted: makeCertificate({ hosts, validFrom, validUntil }),
  };
}

interface Serving {
  readonly cases: ReadonlyMap<string, FaultCase>;
  readonly count: (name: string) => number;
  readonly raw: (socket: Socket) => void;
  readonly certificates: Certificates | undefined;
}

function openServer(transport: Transport, serving: Serving): Server | Http2SecureServer {
  const { raw } = serving;
  const { good, expired, otherHost, untrusted } = serving.certificates ?? makeCertificates();
  if (transport === "http") return createServer(raw);
  if (transport === "https-not-tls")
    return createServer((socket) => socket.once("data", () => socket.end(whole("geen TLS"))));
  if (transport === "https-reset") return createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  if (transport === "https-hang") return createServer(() => {});
  if (transport === "h2") return openHttp2Server(good, serving);
  const certificate = {
    https: good,
    "https-expired": expired,
    "https-other-host": otherHost,
    "https-untrusted": untrusted,
  }[transport];
  return createTlsServer(certificate, raw).on("tlsClientError", () => {});
}

/** Speaks HTTP/2, and HTTP/1.1 to who asks again: with the first half of what was wrong, so that it stays wrong. */
function openHttp2Server(certificate: TestCertificate, { cases, count }: Serving): Http2SecureServer {
  const server = createSecureServer({ ...certificate, allowHTTP1: true });
  server.on("sessionError", () => {});
  server.on("session", (session) => session.on("error", () => {}));
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    const [, name = "", path = ""] = /^\/([^/?]+)(.*)$/.exec(headers[":path"] ?? "") ?? [];
    cases.get(name)?.serveStream?.(stream, path, count(name));
  });
  server.on("request", (request, response) => {
    if (request.httpVersionMajor === 2) return;
    count(/^\/([^/?]+)/.exec(request.url ?? "")?.[1] ?? "");
    response.writeHead(200, { "content-length": "1000" });
    response.write("<p>half");
    setTimeout(() => request.socket.destroy(), 20);
  });
  return server;
}
