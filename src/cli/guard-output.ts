import { EXIT } from "./exit-codes.ts";

/** A reader that has seen enough (`| head`) closes the pipe: that ends us quietly. */
export function guardOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    process.stderr.write(`oogst: standard output cannot be written: ${error.message}\n`);
    process.exit(EXIT.outputFailed);
  });
}
