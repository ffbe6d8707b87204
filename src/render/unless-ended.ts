import { isNamedByProcess } from "./profile-folders.ts";

/** The browser ended while it was started, or before anything was asked of it. */
export class EndedError extends Error {
  override readonly name = "EndedError";
}

const EVERY_MS = 250;
/** A browser that ends is mostly noticed by who starts it, who then also knows why. */
const GRACE_MS = 2000;
/** On a busy machine it takes a while until there is a process at all. */
const FIRST_MS = 10_000;

/**
 * Gives what `starting` gives. Rejects with an `EndedError` once the process that used the folder `profile` is gone.
 *
 * Playwright misses the end of a browser that is killed at certain moments of its start, and would wait for three minutes, or for ever.
 */
export async function unlessEnded<T>(starting: Promise<T>, profile: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    let untilMs = performance.now() + FIRST_MS;
    timer = setInterval(() => {
      if (isNamedByProcess(profile)) untilMs = performance.now() + GRACE_MS;
      else if (performance.now() > untilMs) reject(new EndedError("it ended while it was started"));
    }, EVERY_MS);
  });
  try {
    return await Promise.race([starting, ended]);
  } finally {
    clearInterval(timer);
  }
}
