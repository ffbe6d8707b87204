import type { Headers } from "./page.ts";

/** One request and its answer: a trip has one for the page and one for each redirect before it. */
export interface Exchange {
  readonly url: string;
  readonly method: "GET" | "POST";
  /** As sent, names and values in turn; without what the connection adds by itself (host, content-length). */
  readonly sentHeaders: readonly string[];
  readonly sentBody: string | null;
  readonly status: number;
  readonly headers: Headers;
  /** Decoded; empty where there is none, and for redirects, whose bodies nobody reads. */
  readonly body: Uint8Array;
  /** Milliseconds since 1970. */
  readonly answeredAtMs: number;
}
