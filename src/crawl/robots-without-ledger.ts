import type { PageSource } from "../model/page-source.ts";
import { createRobots, createTdmFiles, type KeyValueStore, type Robots, type TdmFiles } from "../robots/robots.ts";
import { PRODUCT_TOKEN } from "./product-token.ts";

const TIMEOUT_MS = 20_000;

/** Robots for a single page, asked for once and forgotten with the program. */
export function robotsWithoutLedger(source: PageSource, userAgent: string): { robots: Robots; tdmFiles: TdmFiles } {
  const shared = {
    fetchText: async (
      url: string,
      { maxBytes, redirectLimit }: { readonly maxBytes: number; readonly redirectLimit: number },
    ) => {
      const page = await source.get({
        url,
        accept: "any",
        timeoutMs: TIMEOUT_MS,
        maxBodyBytes: maxBytes,
        cutsLargeBody: true,
        maxRedirects: redirectLimit,
      });
      return { status: page.status, body: page.body, redirects: page.hops.length, finalUrl: page.finalUrl };
    },
    store: memoryStore(),
    userAgent,
    now: () => Date.now(),
  };
  return { robots: createRobots({ ...shared, productToken: PRODUCT_TOKEN }), tdmFiles: createTdmFiles(shared) };
}

function memoryStore(): KeyValueStore {
  const kept = new Map<string, unknown>();
  return {
    get: async <T>(key: string) => kept.get(key) as T | undefined,
    set: async (key: string, value: unknown) => Boolean(kept.set(key, value)),
  };
}
