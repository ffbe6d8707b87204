import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { recordJsonSchema, siteJsonSchema } from "../src/config/json-schema.ts";
import { recordReference } from "../src/config/record-reference.ts";
import { siteReference } from "../src/config/site-reference.ts";
import { articleRecordSchema } from "../src/model/article-record.ts";
import { shapeOfSchema } from "../src/validate/shape-of-schema.ts";

/** What is made from the schemas, by its path in the repository. `docs/record.md` is written by hand around its table. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["docs/site-file.md", siteReference()],
    ["docs/record.md", withTable(await read("docs/record.md"), recordReference())],
    ["schemas/site.schema.json", `${JSON.stringify(siteJsonSchema(), null, 2)}\n`],
    ["schemas/record.schema.json", `${JSON.stringify(recordJsonSchema(), null, 2)}\n`],
    ["src/validate/record-shape.ts", recordShape()],
  ]);
}

const begin = "<!-- made by `npm run docs` from src/model/article-record.ts: change that, not this table -->";
const end = "<!-- end of what is made -->";

function withTable(page: string, table: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/record.md needs the lines ${begin} and ${end}`);
  return `${page.slice(0, from)}${begin}\n\n${table}\n\n${page.slice(to)}`;
}

function recordShape(): string {
  const shape = JSON.stringify(shapeOfSchema(articleRecordSchema)).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  return `import type { Shape } from "./fits-shape.ts";

/** The shape of an article's record. Made by \`npm run docs\` from src/model/article-record.ts: change that, not this. */
export const recordShape: Shape = JSON.parse(
  '${shape}',
);
`;
}

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path: string): Promise<string> => readFile(at(path), "utf8");

if (import.meta.main) {
  await mkdir(at("schemas"), { recursive: true });
  for (const [path, text] of await generatedFiles()) await writeFile(at(path), text);
}
