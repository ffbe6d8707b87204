import { writeSync } from "node:fs";
import { join } from "node:path";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { runCompiled } from "./compiled-script.ts";
import { EXIT } from "./exit-codes.ts";
import { guardOutput } from "./guard-output.ts";
import type { QuickAnswer } from "./quick-extract.ts";
import type { QuickRequest } from "./quick-request.ts";

export interface QuickDoors {
  /** The script that the build made of quick-extract.ts. */
  readonly script: string;
  /** Where known site files and compiled code are kept. */
  readonly cache: string;
}

type QuickExtract = (request: QuickRequest, cache: string) => Promise<QuickAnswer>;

/** Extracts one saved page by the quick way, prints its record and ends the process; or says why not, and then nothing was printed. */
export async function extractQuickly(
  request: QuickRequest,
  { script, cache }: QuickDoors,
): Promise<Exclude<QuickAnswer["kind"], "record"> | "printing"> {
  // Node's own modules come compiled for the flags it was started with: what is needed is loaded before they change.
  process.getBuiltinModule("node:crypto");
  for (const flag of FLAGS) setFlagsFromString(`--no-${flag}`);
  // A page that no site file describes calls many functions that others never do.
  const name = request.site === undefined ? "any-page" : "described-page";
  const codePath = join(cache, `${name}-${cachedDataVersionTag().toString(16)}.code`);
  const { exports, isReady, keep } = runCompiled<{ quickExtract: QuickExtract }>(script, codePath);
  const answer = await exports.quickExtract(request, cache);
  if (answer.kind === "record") {
    const isPrinted = print(answer.text);
    // Another page may have called other functions: now and then those are kept too.
    if (!isReady || Math.random() < RENEWED_SHARE) keep();
    // At once, for taking everything down in order costs a thirtieth of the whole.
    if (isPrinted) process.exit(EXIT.ok);
    return "printing";
  }
  for (const flag of FLAGS) setFlagsFromString(`--${flag}`);
  return answer.kind;
}

/**
 * A start of some tens of milliseconds is over before optimised code pays; V8's baseline compiler is let work.
 *
 * `--no-regexp-tier-up` would save some milliseconds more, but patterns that Node compiled before it is set end the process with a
 * segmentation fault now and then: one start in forty, where a page is left to the whole program.
 */
export const FLAGS = ["opt", "maglev"] as const;

const RENEWED_SHARE = 1 / 50;

/** At once, as loading streams costs more than the writing. False where a full pipe did not take all: the rest goes the usual way. */
function print(text: string): boolean {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(1, bytes, at);
    return true;
  } catch {
    // Of what keeps us from writing, the stream's listener tells.
    guardOutput();
    process.stdout.write(bytes.subarray(at));
    return false;
  }
}
