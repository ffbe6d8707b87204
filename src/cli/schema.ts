import type { Command } from "commander";
import { UsageError } from "./exit-codes.ts";

export function define(program: Command): void {
  program
    .command("schema")
    .description("print a JSON Schema (draft 2020-12): of site files, for editors, or of records, for downstream jobs")
    .argument("<site|record>", "which schema")
    .addHelpText(
      "after",
      `
Examples:
  oogst schema site > site.schema.json     then begin a site file with
                                           # yaml-language-server: $schema=site.schema.json
  oogst schema record > record.schema.json`,
    )
    .action(async (which: string) => {
      const { recordJsonSchema, siteJsonSchema } = await import("../config/json-schema.ts");
      if (which !== "site" && which !== "record")
        throw new UsageError(`expected \`site\` or \`record\`, got \`${which}\``);
      process.stdout.write(`${JSON.stringify(which === "site" ? siteJsonSchema() : recordJsonSchema(), null, 2)}\n`);
    });
}
