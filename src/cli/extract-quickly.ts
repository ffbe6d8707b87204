import { writeSync } from "node:fs";
import { join } from "node:path";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { runCompiled } from "./compiled-script.ts";
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

/**
 * Extracts one saved page by the quick way and prints its record, or says why not; then nothing was printed.
 *
 * A start that takes some tens of milliseconds is over before optimised code pays: only V8's baseline compiler is let work meanwhile.
 */
export async function extractQuickly(
  request: QuickRequest,
  { script, cache }: QuickDoors,
): Promise<QuickAnswer["kind"]> {
  setFlagsFromString("--no-opt");
  setFlagsFromString("--no-maglev");
  try {
    const { exports, isReady, keep } = runCompiled<{ quickExtract: QuickExtract }>(
      script,
      join(cache, `code-${cachedDataVersionTag().toString(16)}`),
    );
    const answer = await exports.quickExtract(request, cache);
    if (answer.kind === "record") print(answer.text);
    // Another page may have called other functions: now and then those are kept too.
    if (answer.kind === "record" && (!isReady || Math.random() < RENEWED_SHARE)) keep();
    return answer.kind;
  } finally {
    setFlagsFromString("--opt");
    setFlagsFromString("--maglev");
  }
}

const RENEWED_SHARE = 1 / 50;

/** At once, as loading streams costs more than the writing; what a full pipe does not take goes the usual way. */
function print(text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(1, bytes, at);
  } catch {
    guardOutput();
    process.stdout.write(bytes.subarray(at));
  }
}
