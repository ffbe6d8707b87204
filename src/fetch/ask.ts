import type { Headers } from "../model/page.ts";
import type { BodyBounds } from "./body-reader.ts";

/** One request, as it is sent. */
export interface Ask {
  readonly url: URL;
  readonly method: "GET" | "POST";
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string | undefined;
  readonly bounds: BodyBounds;
  /** A part of the page was asked for, so that a 206 is welcome. */
  readonly asksRange: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Decoded; empty where the status has no body, and for redirects. */
  readonly body: Buffer;
}
