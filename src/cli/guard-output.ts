import { EXIT } from "./exit-codes.ts";

/**
 * A reader that has seen enough (`| head`) closes the pipe: that ends us quietly. Where only messages cannot be written, the work goes on
 * without them.
 */
export function guardOutput(): void {
  process.stderr.on("error", () => {});
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    process.stderr.write(`oogst: standard output cannot be written: ${error.message}\n`);
    process.exit(EXIT.outputFailed);
  });
}
