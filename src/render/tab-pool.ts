import type { Tab, TabSettings } from "./tab.ts";

/** Tabs of one browser: a visit takes one, and gives it back. */
export interface TabPool {
  /** A tab of these settings that nobody uses; waits for one where all are taken. Rejects when the pool is closed. */
  take(settings: TabSettings): Promise<Tab>;
  /** Gives a tab back. A worn or broken one is closed. */
  give(tab: Tab): Promise<void>;
  /** Rejects all who wait, and all who come. */
  close(error: Error): void;
}

export interface TabPoolOptions {
  readonly maxTabs: number;
  /** A tab is closed after so many visits, or after so many bytes. */
  readonly maxVisits: number;
  readonly maxBytes: number;
  readonly open: (settings: TabSettings) => Promise<Tab>;
  /** Called when a tab can neither be opened nor closed: the browser does not answer. */
  readonly hung: () => void;
}

interface Waiting {
  readonly settings: TabSettings;
  readonly resolve: (tab: Tab) => void;
  readonly reject: (error: unknown) => void;
}

/** So many visits of one site may pass by others that wait, for a new context costs more than a visit. */
const MAX_PASSES = 8;
/** Leaving a page costs as much as going to one, and the next page does it too. */
const REST_AFTER_MS = 500;

export function createTabPool({ maxTabs, maxVisits, maxBytes, open, hung }: TabPoolOptions): TabPool {
  const idle: Tab[] = [];
  const resting = new Map<Tab, NodeJS.Timeout>();
  const queue: Waiting[] = [];
  let tabs = 0;
  let passes = 0;
  let closedBy: Error | undefined;

  const isLike = (one: TabSettings, other: TabSettings) =>
    one.key === other.key && one.language === other.language && one.timeZone === other.timeZone;

  const serve = (waiting: Waiting) => {
    tabs += 1;
    open(waiting.settings).then(waiting.resolve, (error) => {
      tabs -= 1;
      hung();
      waiting.reject(error);
      next();
    });
  };

  const next = () => {
    if (tabs < maxTabs) {
      const waiting = queue.shift();
      if (waiting !== undefined) serve(waiting);
    }
  };

  const discard = async (tab: Tab) => {
    resting.delete(tab);
    if (!(await tab.close())) hung();
    tabs -= 1;
    next();
  };

  /** Gives a tab to who waits for one like it, or keeps it for the next. */
  const offer = (tab: Tab, isAtRest: boolean): Promise<void> | undefined => {
    if (closedBy !== undefined) return;
    const like = queue.findIndex(({ settings }) => isLike(tab.settings, settings));
    if (like >= 0 && (like === 0 || passes < MAX_PASSES)) {
      passes = like === 0 ? 0 : passes + 1;
      queue.splice(like, 1)[0]?.resolve(tab);
      return;
    }
    passes = 0;
    if (queue.length > 0) return discard(tab);
    idle.push(tab);
    if (!isAtRest) resting.set(tab, setTimeout(() => void rest(tab), REST_AFTER_MS).unref());
  };

  /** A tab that nobody took meanwhile leaves its page, whose scripts would go on running. */
  const rest = async (tab: Tab) => {
    idle.splice(idle.indexOf(tab), 1);
    if (await tab.rest()) return offer(tab, true);
    return discard(tab);
  };

  /** Takes a tab out of the idle ones. */
  const pick = (place: number): Tab | undefined => {
    const [tab] = place < 0 ? [] : idle.splice(place, 1);
    if (tab !== undefined) clearTimeout(resting.get(tab));
    return tab;
  };

  return {
    take(settings) {
      if (closedBy !== undefined) return Promise.reject(closedBy);
      for (const broken of idle.filter((tab) => tab.isBroken)) {
        pick(idle.indexOf(broken));
        void discard(broken);
      }
      const found = pick(idle.findIndex((tab) => isLike(tab.settings, settings)));
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        queue.push({ settings, resolve, reject });
        if (tabs < maxTabs) return next();
        // The tab that has been idle longest makes room for another site's.
        const oldest = pick(0);
        if (oldest !== undefined) void discard(oldest);
      });
    },
    async give(tab) {
      const isWorn = tab.isBroken || tab.visits >= maxVisits || tab.bytes >= maxBytes;
      return isWorn ? discard(tab) : offer(tab, false);
    },
    close(error) {
      closedBy = error;
      for (const { reject } of queue.splice(0)) reject(error);
      for (const timer of resting.values()) clearTimeout(timer);
      idle.length = 0;
    },
  };
}
