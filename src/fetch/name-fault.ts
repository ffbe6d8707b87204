import { errors } from "undici";
import { type Consequence, CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { FailReason } from "../model/outcome.ts";
import type { Headers } from "../model/page.ts";
import { printable } from "../model/printable.ts";
import { AnswerFault } from "./answer-fault.ts";
import { consequenceOf } from "./judge-status.ts";

/** How far an answer had come when it failed. */
export interface Progress {
  readonly url: string;
  /** The final answer's head, once it had come. */
  readonly head?: { readonly status: number; readonly headers: Headers };
  /** Bytes of the body that had come. */
  readonly bodyBytes: number;
}

interface Fault {
  readonly reason: FailReason;
  readonly consequence: Consequence;
  readonly what: string;
}

/**
 * Turns whatever sockets, TLS, parsers and decoders throw into a `CrawlError` that names the address and what was expected and found.
 *
 * Where the head of an error page had come (4xx, 5xx), its status says what follows, not what went wrong with its body.
 */
export function nameFault(error: unknown, progress: Progress, nowMs: number): CrawlError | RefusedError {
  if (error instanceof CrawlError || error instanceof RefusedError) return error;
  const { url, head } = progress;
  const { reason, consequence, what } = faultOf(error, progress);
  const judged = head !== undefined && head.status >= 400 ? consequenceOf(head.status, head.headers, nowMs) : undefined;
  return new CrawlError(`${printable(url, 500)}: ${what}`, {
    reason,
    consequence: judged === undefined || judged.consequence === "ok" ? consequence : judged.consequence,
    url,
    cause: error,
    ...(head === undefined ? {} : { status: head.status }),
    ...(judged?.retryAfterMs === undefined ? {} : { retryAfterMs: judged.retryAfterMs }),
  });
}

/** True for the ways in which a connection ends under a request; a time-out is none of them. */
export function isLostConnection(error: unknown): boolean {
  const code = codeOf(error);
  return CUT.has(code) || code === "UND_ERR_INFO" || code.startsWith("ERR_HTTP2");
}

function faultOf(error: unknown, progress: Progress): Fault {
  if (error instanceof AnswerFault)
    return { reason: error.reason, consequence: error.consequence, what: error.message };
  const code = codeOf(error);
  const found = printable(messageOf(error));
  const hasHead = progress.head !== undefined;
  const known = KNOWN.get(code);
  if (known !== undefined) return { ...known, what: `${known.what}, found ${found}` };
  if (isTls(code))
    return { reason: "tls", consequence: "give-up", what: `expected a trusted TLS connection, found ${found}` };
  if (isLostConnection(error) && hasHead) {
    return {
      reason: "truncated",
      consequence: "retry",
      what: `expected the whole body, found its end after ${progress.bodyBytes} bytes: ${found}`,
    };
  }
  if (code === PARSER_FAULT || code === LENGTH_MISMATCH) {
    return { reason: "protocol", consequence: "give-up", what: `expected an HTTP answer, found ${found}` };
  }
  return { reason: "network", consequence: "retry", what: `expected an answer, found ${found}` };
}

const retryLater = (reason: FailReason, what: string) => ({ reason, consequence: "retry", what }) as const;

/** This machine's trouble, not the server's. */
const SHORTAGE = retryLater("network", "expected room for one more connection on this machine");

const KNOWN = new Map<string, Fault>(
  Object.entries({
    EMFILE: SHORTAGE,
    ENFILE: SHORTAGE,
    ENOBUFS: SHORTAGE,
    ENOMEM: SHORTAGE,
    EADDRNOTAVAIL: SHORTAGE,
    UND_ERR_CONNECT_TIMEOUT: retryLater("timeout", "expected a connection in time"),
    ETIMEDOUT: retryLater("timeout", "expected a connection that answers"),
    UND_ERR_HEADERS_TIMEOUT: retryLater("timeout", "expected the answer's head in time"),
    UND_ERR_BODY_TIMEOUT: retryLater("timeout", "expected the body to go on"),
    // undici asserts that a status has three figures and is not below 100.
    ERR_ASSERTION: { reason: "protocol", consequence: "give-up", what: "expected an HTTP answer" },
    UND_ERR_HEADERS_OVERFLOW: { reason: "protocol", consequence: "give-up", what: "expected a shorter head" },
    UND_ERR_DESTROYED: retryLater("network", "expected the fetcher to stay open"),
    UND_ERR_CLOSED: retryLater("network", "expected the fetcher to stay open"),
    UND_ERR_INVALID_ARG: { reason: "internal", consequence: "give-up", what: "expected a request that can be sent" },
  }),
);

const PARSER_CUT = "parser, cut";
const PARSER_FAULT = "parser";
const LENGTH_MISMATCH = "UND_ERR_RES_CONTENT_LENGTH_MISMATCH";

/** Ends that come too early, once the head is there; before it, they are the network's trouble. */
const CUT = new Set([LENGTH_MISMATCH, PARSER_CUT, "UND_ERR_SOCKET", "ECONNRESET", "EPIPE", "ECONNABORTED"]);

function isTls(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$)|SELF_SIGNED|_CERT_/.test(
    code,
  );
}

/** Of several addresses tried in turn, the first one's error speaks. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message === "" ? codeOf(error) : error.message;
}

function codeOf(error: unknown): string {
  // undici's parser errors have no code of their own; the one that matters is the parser's word for an early end.
  if (error instanceof errors.HTTPParserError) return error.message.includes("EOF") ? PARSER_CUT : PARSER_FAULT;
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : "";
}
