import { AnswerFault } from "./answer-fault.ts";
import type { Answer, Ask } from "./ask.ts";
import type { Lines } from "./lines.ts";
import { Transfer, type TransferContext } from "./transfer.ts";

export interface BringContext extends TransferContext {
  readonly lines: Lines;
  /** Origins whose bodies HTTP/2 could not show to be whole: asked over HTTP/1.1 since. */
  readonly http1Origins: Set<string>;
}

export interface TripBounds {
  readonly timeoutMs: number;
  readonly remainingMs: number;
  readonly signal: AbortSignal | undefined;
}

/** setTimeout takes 32 bits. */
const LONGEST_MS = 2_147_483_647;

/**
 * Gets one answer, on a further connection where the fault was the first one's: a kept connection that the server had closed before the
 * request came, or a body over HTTP/2 of which nothing shows that it is whole. Each is tried again once, and only what may be repeated.
 *
 * Rejects with a `CrawlError` or `RefusedError`, or with the signal's reason.
 */
export async function bringAnswer(ask: Ask, bounds: TripBounds, context: BringContext): Promise<Answer> {
  const { signal, timeoutMs, remainingMs } = bounds;
  const { origin } = ask.url;
  let current = new Transfer(ask, context);
  const late = () =>
    current.fail(
      new AnswerFault(`expected the whole answer within ${timeoutMs} ms, found it unfinished`, "timeout", "retry"),
    );
  const timer = setTimeout(late, Math.min(Math.max(remainingMs, 0), LONGEST_MS));
  const abort = () => current.fail(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    let isFresh = false;
    for (;;) {
      const isHttp1 = context.http1Origins.has(origin);
      context.lines.send(current, { isFresh, isHttp1 });
      try {
        return await current.answer;
      } catch (error) {
        signal?.throwIfAborted();
        const isRepeatable =
          ask.method === "GET" && ((current.isStale && !isFresh) || (current.isUnproven && !isHttp1));
        if (!isRepeatable) throw error;
        if (current.isStale) isFresh = true;
        else context.http1Origins.add(origin);
        current = new Transfer(ask, context);
      }
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
