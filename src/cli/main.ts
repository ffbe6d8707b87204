#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { EXIT } from "./exit-codes.ts";

// Compiled code is kept for the next start, in the system's folder for temporary files; NODE_DISABLE_COMPILE_CACHE=1 says no.
enableCompileCache();

// A page's tree lives for one page. V8 takes such trees for long-lived after a while and then collects them dearly: reading a page
// costs up to twice as much.
setFlagsFromString("--no-allocation-site-pretenuring");

// A reader that has seen enough (`| head`) closes the pipe: that ends us quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  process.stderr.write(`oogst: standard output cannot be written: ${error.message}\n`);
  process.exit(EXIT.outputFailed);
});
const { main } = await import("./program.ts");
process.exitCode = await main(process.argv.slice(2));
