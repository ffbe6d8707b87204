import { type JsonSchema, recordJsonSchema } from "./json-schema.ts";
import { formsOf, listed } from "./schema-walk.ts";

/** The table of the record's fields, as Markdown, in the order in which they are written; parts of a field follow it. */
export function recordReference(): string {
  const root = recordJsonSchema();
  return ["| field | type | meaning |", "| --- | --- | --- |", ...fieldLines(root, root, "")].join("\n");
}

function fieldLines(root: JsonSchema, schema: JsonSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const meaning = (field.description ?? "").replaceAll("|", "\\|");
    const line = `| \`${prefix}${name}\` | ${typeOf(root, field).replaceAll("|", "\\|")} | ${meaning} |`;
    const inner = formsOf(root, field).flatMap((form) => {
      if (form.schema.properties !== undefined) return fieldLines(root, form.schema, `${prefix}${name}.`);
      const item = form.schema.items === undefined ? undefined : formsOf(root, form.schema.items)[0]?.schema;
      return item?.properties === undefined ? [] : fieldLines(root, item, `${prefix}${name}[].`);
    });
    return [line, ...inner];
  });
}

function typeOf(root: JsonSchema, schema: JsonSchema): string {
  const types = formsOf(root, schema).map(({ schema: form }) => {
    if (form.enum !== undefined)
      return listed(
        form.enum.map((value) => `\`${value}\``),
        "or",
      );
    if (form.const !== undefined) return `\`${form.const}\``;
    if (form.type === "array") return `list of ${typeOf(root, form.items ?? {})}`;
    if (form.format === "uri") return "URL";
    if (form.format === "date-time") return "instant";
    if (form.pattern?.startsWith("^\\d{4}") === true) return "date or instant";
    return listed([form.type ?? "object"].flat(), "or");
  });
  return listed([...new Set(types)], "or");
}
