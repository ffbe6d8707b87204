import type { Exchange } from "../model/exchange.ts";
import type { Hop, Page } from "../model/page.ts";

/** What was asked for on one trip of a visit. */
export interface Asked {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly body: string | null;
  /** The page after its scripts ran: what came is a document that no server sent as such. */
  readonly isRendered: boolean;
}

/** One trip of a visit, to be stored: the page itself, then each page that belongs to it, in the order they were brought. */
export interface TripToStore {
  readonly asked: Asked;
  /** Every answer on the way, redirects first. */
  readonly exchanges: readonly Exchange[];
  /** What it came to: a page, or an error. */
  readonly page: Page | null;
  readonly error: TripError | null;
  /** Why what came is not to be kept; null where it is. */
  readonly withheld: string | null;
}

/** Why a trip brought nothing, so that a replay can say the same. */
export interface TripError {
  readonly name: string;
  readonly message: string;
  /** `why` of a refusal, `reason` of a failure. */
  readonly reason: string;
}

/** One visit that came to an end. */
export interface VisitToStore {
  readonly site: string;
  readonly url: string;
  readonly kind: string;
  readonly visitedAtMs: number;
  /** In a word: accepted, rejected, skipped … */
  readonly outcome: string;
  readonly trips: readonly TripToStore[];
  /** False where the page was never visited before, so that its body cannot be one already stored. */
  readonly mayBeRevisit: boolean;
}

/** A visit as its metadata record tells it (JSON). Its pages are in the records before it. */
export interface VisitStory {
  readonly oogst: "visit";
  /** Counts the visits of an archive, from 1. */
  readonly number: number;
  readonly site: string;
  readonly url: string;
  readonly kind: string;
  readonly visitedAt: string;
  readonly outcome: string;
  readonly trips: readonly TripStory[];
}

export interface TripStory {
  readonly url: string;
  readonly method?: "POST";
  /** Digest of what was posted. */
  readonly sent?: string;
  /** The page after its scripts ran. */
  readonly rendered?: true;
  /** Record of the answer; absent where there is none. */
  readonly record?: string;
  readonly hops?: readonly Hop[];
  readonly broughtBy?: Page["broughtBy"];
  readonly elapsedMs?: number;
  /** For a rendered page, whose record holds the document alone. */
  readonly status?: number;
  readonly headers?: Page["headers"];
  readonly error?: TripError;
  readonly withheld?: string;
}

/** Visits after `from` up to `to` were stored and never committed: a crash came between. They were made again. */
export interface VoidStory {
  readonly oogst: "void";
  readonly from: number;
  readonly to: number;
}

export const VISIT_TYPE = "application/json";
/** What a `VoidStory` is filed under, so that it can be found by the index. */
export const VOID_URI = "urn:x-oogst:void";

/** Reads a metadata record of ours; `undefined` for any other. */
export function parseStory(block: Buffer): VisitStory | VoidStory | undefined {
  try {
    const story = JSON.parse(block.toString("utf8")) as { readonly oogst?: string };
    if (story.oogst === "visit") return story as VisitStory;
    if (story.oogst === "void") return story as VoidStory;
  } catch {
    // Another tool's metadata.
  }
  return undefined;
}
