import type { ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import type { FailReason } from "../../src/model/outcome.ts";

/** How a case is reached: plain or over TLS, with a certificate that is good or is not; `h2` speaks HTTP/2 only. */
export type Transport =
  | "http"
  | "https"
  | "https-expired"
  | "https-other-host"
  | "https-untrusted"
  | "https-not-tls"
  | "https-reset"
  | "https-hang"
  | "h2";

/** What a careful client makes of a case. */
export type FaultOutcome =
  | {
      readonly kind: "page";
      readonly status?: number;
      /** Stands in the decoded text; where it is not given, the body is empty. */
      readonly text?: string;
    }
  | { readonly kind: "failed"; readonly reasons: readonly FailReason[] }
  | { readonly kind: "refused" };

/** One request to a case served over HTTP/1, raw: whatever is written is all that is sent. */
export interface FaultCall {
  readonly method: string;
  /** What stands behind the case's name in the path: "" or "/…", with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Requests for this case so far, this one among them. */
  readonly hit: number;
  /** Requests on this connection so far, this one among them. */
  readonly turn: number;
  readonly socket: Socket;
  /** Resolves when the bytes are out of our hands: true, or false when the client has gone. */
  write(bytes: string | Uint8Array): Promise<boolean>;
  /** Resolves after so many milliseconds, or at once when the client goes: true while it is there. */
  wait(ms: number): Promise<boolean>;
  /** Address of a case, this one by default. */
  urlOf(path?: string, name?: string): string;
  /** An address on this machine that no client was allowed; hits on it are counted. */
  readonly forbiddenUrl: string;
}

/** One fault, served under its name. */
export interface FaultCase {
  readonly name: string;
  /** What goes wrong, in a few words. */
  readonly sends: string;
  readonly expected: FaultOutcome;
  readonly over: Transport;
  /** Most requests that one fetch of it makes. */
  readonly maxRequests: number;
  readonly serve: (call: FaultCall) => unknown;
  /** For `h2`. */
  readonly serveStream?: (stream: ServerHttp2Stream, path: string, hit: number) => unknown;
}

type Wish = Partial<Omit<FaultCase, "name" | "sends" | "expected" | "serve">>;

/** Declares a case of HTTP/1; over plain HTTP and with one request where nothing else is said. */
export function fault(
  name: string,
  sends: string,
  expected: FaultOutcome,
  serve: FaultCase["serve"],
  wish: Wish = {},
): FaultCase {
  return { over: "http", maxRequests: 1, ...wish, name, sends, expected, serve };
}

/** Declares a case of HTTP/2. */
export function streamFault(
  name: string,
  sends: string,
  expected: FaultOutcome,
  serveStream: NonNullable<FaultCase["serveStream"]>,
  maxRequests = 1,
): FaultCase {
  return { name, sends, expected, over: "h2", maxRequests, serve: () => {}, serveStream };
}

export const failed = (...reasons: FailReason[]): FaultOutcome => ({ kind: "failed", reasons });
export const page = (text?: string, status = 200): FaultOutcome =>
  text === undefined ? { kind: "page", status } : { kind: "page", status, text };
export const refused: FaultOutcome = { kind: "refused" };

/** A short article of an invented paper: a record of a faulty case shows by its title. */
export function faultArticle(title: string): string {
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>${title} | De Dorpsbode</title></head>
<body><article><h1>${title}</h1>
<p class="byline">Door <span class="author">Wiske Aardenburg</span></p>
<time datetime="2024-05-14T09:30:00+02:00">14 mei 2024</time>
<div class="body"><p>De gemeenteraad van Zuiderwoude vergaderde tot diep in de nacht over de kade.</p>
<p>Volgens wethouder Teunis Kramer is de café-eigenaar gehoord en volgt een besluit in het najaar.</p></div>
</article></body></html>
`;
}

/** Head of an answer with these headers, one a line: `head(200, "Content-Length: 3")`. */
export function head(status: number | string, ...headers: string[]): string {
  const line = typeof status === "number" ? `HTTP/1.1 ${status} Any` : status;
  return `${[line, ...headers].join("\r\n")}\r\n\r\n`;
}

export const HTML = "Content-Type: text/html; charset=utf-8";

/** A whole, right answer. */
export function whole(body: string | Uint8Array, ...headers: string[]): Uint8Array {
  const bytes = Buffer.from(body as Uint8Array);
  const type = headers.some((header) => /^content-type:/i.test(header)) ? [] : [HTML];
  return Buffer.concat([
    Buffer.from(head(200, ...type, ...headers, `Content-Length: ${bytes.length}`), "latin1"),
    bytes,
  ]);
}
