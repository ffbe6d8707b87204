import type { OpenBrowser } from "./open-browser.ts";
import type { TabPool } from "./tab-pool.ts";

/** A browser in use, from its start to its end. */
export interface Life {
  readonly open: OpenBrowser;
  readonly pool: TabPool;
}

/** The browsers of a renderer: one for pages without pictures, which are nearly all, and another one only where a site allows them. */
export interface BrowserLives {
  /** Runs `work` with a browser that lives: the one there is, or a new one. Rejects with a `BrowserGoneError` where it ended meanwhile. */
  use<T>(hasImages: boolean, url: string, work: (life: Life) => Promise<T>): Promise<T>;
  /** Ends all browsers, with whatever is under way in them. */
  close(): Promise<void>;
}

/** The whole browser ended under a page, which may be the fault of another page, or of nobody. */
export class BrowserGoneError extends Error {
  override readonly name = "BrowserGoneError";
}

interface Lived extends Life {
  uses: number;
  underWay: number;
  isEnded: boolean;
}

/** After a page's process has ended it takes a moment until it is known that the browser has ended with it. */
const GONE_MS = 300;

/** Keeps browsers that `start` makes; each is replaced after `maxUses`. */
export function keepBrowserLives(
  start: (hasImages: boolean, url: string) => Promise<Life>,
  maxUses: number,
): BrowserLives {
  const lives = new Map<boolean, Promise<Lived>>();
  const closing = new Set<Promise<void>>();
  let isClosed = false;

  const endLife = (life: Lived) => {
    if (life.isEnded) return;
    life.isEnded = true;
    life.pool.close(new BrowserGoneError("the browser has ended"));
    const closed = life.open.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };

  /** Takes a browser out of use; it ends when its last page has. */
  const retire = (hasImages: boolean, begun: Promise<Lived>, life: Lived) => {
    if (lives.get(hasImages) === begun) lives.delete(hasImages);
    if (life.underWay === 0 || life.open.isGone) endLife(life);
  };

  const begin = (hasImages: boolean, url: string): Promise<Lived> => {
    const begun = start(hasImages, url).then((life): Lived => ({ ...life, uses: 0, underWay: 0, isEnded: false }));
    lives.set(hasImages, begun);
    begun.then(
      (life) => life.open.gone.then(() => retire(hasImages, begun, life)),
      () => lives.get(hasImages) === begun && lives.delete(hasImages),
    );
    return begun;
  };

  return {
    async use(hasImages, url, work) {
      for (;;) {
        if (isClosed) throw new Error("the renderer is closed");
        const begun = lives.get(hasImages) ?? begin(hasImages, url);
        const life = await begun;
        if (life.open.isGone || life.isEnded || life.uses >= maxUses) {
          retire(hasImages, begun, life);
          continue;
        }
        life.uses += 1;
        life.underWay += 1;
        try {
          return await work(life);
        } catch (error) {
          const isGone = life.open.isGone || (await Promise.race([life.open.gone.then(() => true), later(GONE_MS)]));
          throw isGone === true ? new BrowserGoneError("the browser has ended", { cause: error }) : error;
        } finally {
          life.underWay -= 1;
          if (life.underWay === 0 && (life.uses >= maxUses || life.open.isGone)) retire(hasImages, begun, life);
        }
      }
    },
    async close() {
      isClosed = true;
      const begun = await Promise.allSettled(lives.values());
      lives.clear();
      for (const life of begun) if (life.status === "fulfilled") endLife(life.value);
      await Promise.all(closing);
    },
  };
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
