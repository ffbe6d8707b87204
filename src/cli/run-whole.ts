import { enableCompileCache } from "node:module";
import { guardOutput } from "./guard-output.ts";
import { boundYoungGeneration } from "./young-generation.ts";

/** Runs the whole program, and gives its exit code. */
export async function runWhole(args: readonly string[]): Promise<number> {
  // Compiled code is kept for the next start, in the system's folder for temporary files; NODE_DISABLE_COMPILE_CACHE=1 says no.
  enableCompileCache();
  boundYoungGeneration();
  guardOutput();
  const { main } = await import("./program.ts");
  return main(args);
}
