import { aimLive } from "./aim-live.ts";
import { selectLive } from "./select-live.ts";
import { serialiseLive } from "./serialise-live.ts";
import { scrollLive, waitLive } from "./wait-live.ts";

/** Where a click would go, in the page's own pixels. */
export interface Target {
  readonly x: number;
  readonly y: number;
  /** What the element says of itself to a reader, or where it says nothing, what it is called in the markup. */
  readonly words: string;
  /** What lies over it, so that a click would not reach it; null for nothing. */
  readonly coveredBy: string | null;
  /** How many elements the page has; another number the next time means that something happened. */
  readonly size: number;
}

export interface Serialised {
  readonly html: string;
  readonly shadowRoots: number;
  readonly frames: number;
}

export interface PageTools {
  /** True when an element is there within `ms` milliseconds. */
  waitFor(selector: string, ms: number): Promise<boolean>;
  /** The first element that can be seen and used, brought into view; null where there is none. With `isFresh` none that was ticked off. */
  aim(selector: string, isFresh: boolean): Target | null;
  /** Ticks off the element last aimed at. */
  tick(): void;
  /** Resolves when nothing has changed for `idleMs`, at the latest after `maxMs`. */
  quiet(idleMs: number, maxMs: number): Promise<void>;
  /** Scrolls to the end in steps of a screen, so that everything was in sight once; gives how high the page then is. */
  scroll(): Promise<number>;
  /** The page as a reader sees it, in one document; see docs/decisions/rendering.md. Throws where it is longer than `maxLength`. */
  serialise(maxLength: number, url: string): Serialised;
}

/**
 * Source of an expression that gives the `PageTools` of the page it is evaluated in.
 *
 * The functions it is put together from run in the page, in a world of their own that the page's scripts cannot reach; so each stands for
 * itself and gets what it needs from the others as arguments.
 */
export const PAGE_TOOLS = `(globalThis.oogst ??= (() => {
  const select = (${selectLive})();
  return { ...(${waitLive})(select), ...(${scrollLive})(select), ...(${aimLive})(select), serialise: ${serialiseLive} };
})())`;
