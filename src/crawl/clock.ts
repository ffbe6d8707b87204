/** Time, handed in so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Resolves after `delayMs`, or at once when the signal is given. Never rejects. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true || delayMs <= 0) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      // setTimeout takes 32 bits; a longer sleep is cut and asked for again by whoever sleeps.
      const timer = setTimeout(done, Math.min(delayMs, 2_147_483_647));
      signal?.addEventListener("abort", done, { once: true });
    }),
};
