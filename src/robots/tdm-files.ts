import type { FetchText } from "./ask-robots.ts";
import { createRecall, type KeyValueStore } from "./recall.ts";
import { parseTdmRep, TDM_FILE_PATH, type TdmRule } from "./tdmrep.ts";

export interface TdmFilesOptions {
  readonly fetchText: FetchText;
  /** Answers are kept here over runs, by the URL of each file. */
  readonly store: KeyValueStore;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long an answer is good, in milliseconds; a day by default. */
  readonly ttlMs?: number;
}

export interface TdmFiles {
  /** Rules of the TDM file of a URL's origin: none where there is no such file. */
  rulesFor(url: string): Promise<readonly TdmRule[]>;
}

interface TdmFile {
  readonly askedAt: string;
  /** What the file said, or null where it could not be had. */
  readonly text: string | null;
  /** It was out of reach, which says less than that there is none. */
  readonly isOutOfReach: boolean;
}

const MAX_BYTES = 1024 * 1024;
const MAX_TTL_MS = 24 * 60 * 60 * 1000;
const RETRY_MS = 5 * 60 * 1000;
// As long as an old copy of robots.txt stands in for one out of reach.
const KEEP_MS = 30 * MAX_TTL_MS;

/**
 * Keeps each origin's TDM file at hand, as the TDM Reservation Protocol asks: it is looked for before an origin is scraped.
 *
 * A file that cannot be had means that the origin does not implement the protocol; one out of reach is tried again after five minutes.
 */
export function createTdmFiles(options: TdmFilesOptions): TdmFiles {
  const { fetchText, store, userAgent, now, ttlMs = MAX_TTL_MS } = options;
  const rulesByFile = new WeakMap<TdmFile, readonly TdmRule[]>();
  const recall = createRecall<TdmFile>({
    store,
    keyOf: (origin) => `${origin}${TDM_FILE_PATH}`,
    isValue: isTdmFile,
    isCurrent: ({ askedAt, isOutOfReach }) => {
      const ageMs = now() - Date.parse(askedAt);
      return ageMs >= 0 && ageMs < (isOutOfReach ? Math.min(RETRY_MS, ttlMs) : ttlMs);
    },
    ask,
    keepMs: KEEP_MS,
  });

  return {
    async rulesFor(url) {
      const { protocol, origin } = new URL(url);
      if (protocol !== "https:" && protocol !== "http:") return [];
      const file = await recall(origin);
      const rules = rulesByFile.get(file) ?? (file.text === null ? [] : parseTdmRep(file.text));
      rulesByFile.set(file, rules);
      return rules;
    },
  };

  async function ask(origin: string, before: TdmFile | undefined): Promise<TdmFile> {
    const askedAt = new Date(now()).toISOString();
    // What an origin reserved stays reserved while it cannot be asked.
    const outOfReach = { askedAt, text: before?.text ?? null, isOutOfReach: true };
    try {
      const limits = { maxBytes: MAX_BYTES, redirectLimit: 5, userAgent };
      const { status, body } = await fetchText(`${origin}${TDM_FILE_PATH}`, limits);
      if (status >= 500 || status === 429) return outOfReach;
      return {
        askedAt,
        text: status >= 200 && status <= 299 ? new TextDecoder().decode(body) : null,
        isOutOfReach: false,
      };
    } catch (error) {
      if (error instanceof Error && error.name === "AbortError") throw error;
      return outOfReach;
    }
  }
}

function isTdmFile(value: unknown): value is TdmFile {
  if (typeof value !== "object" || value === null) return false;
  const { askedAt, text, isOutOfReach } = value as Record<string, unknown>;
  const hasInstant = typeof askedAt === "string" && !Number.isNaN(Date.parse(askedAt));
  return hasInstant && (text === null || typeof text === "string") && typeof isOutOfReach === "boolean";
}
