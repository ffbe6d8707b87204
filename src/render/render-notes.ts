import type { Page } from "../model/page.ts";

/** What was seen while one page was rendered; for people, and for a conductor that wants to know how it went. */
export interface RenderNotes {
  /** Requests that were made for the page, its own document aside. */
  requests: number;
  bytes: number;
  /** Requests that were not made, by reason. */
  readonly blocked: Record<string, number>;
  /** Of those, the ones its scripts made for data. */
  readonly withheld: { readonly url: string; readonly why: string }[];
  /** What the page wanted and did not get; its content may be incomplete. */
  readonly failed: { readonly url: string; readonly why: string }[];
  readonly actions: ActionNote[];
  /** Answers to the page's scripts, in the order they came. */
  readonly answers: SeenAnswer[];
  shadowRoots: number;
  frames: number;
  /** The page's own log, as far as it is kept. */
  readonly log: string[];
}

export interface SeenAnswer {
  readonly url: string;
  readonly method: string;
  /** What was sent; null for nothing. */
  readonly sent: string | null;
  readonly page: Page;
}

/** What became of one action of the site file. */
export interface ActionNote {
  /** The action's verb and its selector: `click button.more`. */
  readonly action: string;
  /** Clicks made, steps scrolled, or 1 for a wait that was rewarded. */
  readonly times: number;
  /** Why it ended otherwise than wished, or null. */
  readonly trouble: string | null;
}

export function openNotes(): RenderNotes {
  return {
    requests: 0,
    bytes: 0,
    blocked: {},
    withheld: [],
    failed: [],
    actions: [],
    answers: [],
    shadowRoots: 0,
    frames: 0,
    log: [],
  };
}
