import type { JsonSchema } from "./json-schema.ts";
import { type Form, formsOf, listed, nounsOf } from "./schema-walk.ts";

/** A mapping of the site file, or of the record, with all its keys. */
export interface Section {
  /** `manners`, `comments.json`, or the name of a part that occurs in many places, such as `Source`. */
  readonly name: string;
  readonly keys: readonly SectionKey[];
}

export interface SectionKey {
  readonly name: string;
  /** What the value may be, in words; parts that have a section of their own are links to it. */
  readonly type: string;
  /** As JSON; undefined where there is none. */
  readonly standard: string | undefined;
  readonly isRequired: boolean;
  readonly meaning: string;
}

/** Parts of the schema that have a section of their own, by their name among the `$defs`. */
const partNames: Readonly<Record<string, string>> = {
  SourceObject: "Source",
  Byline: "Byline",
  Detector: "Detector",
  Comments: "comments",
  Variant: "variants",
  Fields: "fields",
};

const partPhrases: Readonly<Record<string, string>> = {
  Selector: "selector",
  Selectors: "selector, or a list",
  Pattern: "pattern",
  Patterns: "pattern, or a list",
  Source: "[source](#source)",
  Sources: "[source](#source), or a list",
  Detector: "[detector](#detector)",
  Detectors: "[detector](#detector), or a list",
  Fields: "[fields](#fields)",
};

/** Every mapping of a schema, from the top down, each once. */
export function sectionsOf(root: JsonSchema, name: string): Section[] {
  const sections = new Map<string, Section>();
  const add = (path: string, forms: readonly Form[]): void => {
    const mappings = forms.filter(({ schema }) => schema.properties !== undefined);
    if (mappings.length === 0 || sections.has(path)) return;
    const keys = new Map<string, SectionKey>();
    // Set before its parts are looked at: a part may hold itself.
    sections.set(path, { name: path, keys: [] });
    const below: [string, JsonSchema][] = [];
    for (const { schema } of mappings) {
      for (const [key, value] of Object.entries(withoutShared(root, schema, path))) {
        const belowPath = path === name ? key : `${path}.${key}`;
        // Of several forms of a mapping, each needs keys of its own.
        const isRequired = mappings.every((form) => form.schema.required?.includes(key));
        if (!keys.has(key)) keys.set(key, describeKey(root, key, value, belowPath, isRequired));
        below.push([belowPath, value]);
      }
    }
    sections.set(path, { name: path, keys: [...keys.values()] });
    for (const [belowPath, value] of below) addBelow(belowPath, value);
  };
  const addBelow = (path: string, schema: JsonSchema): void => {
    const forms = mappingForms(root, schema);
    for (const form of forms) {
      const part = form.names.map((each) => partNames[each]).findLast((each) => each !== undefined);
      add(
        part ?? path,
        part === undefined ? forms.filter(({ names }) => !names.some((each) => partNames[each])) : [form],
      );
    }
  };
  add(name, formsOf(root, root));
  return [...sections.values()];
}

/** The mappings that a value may be, or may be a list of. */
function mappingForms(root: JsonSchema, schema: JsonSchema): Form[] {
  return formsOf(root, schema).flatMap((form) => {
    if (form.schema.type === "array") return mappingForms(root, form.schema.items ?? {});
    return form.schema.properties === undefined ? [] : [form];
  });
}

/** A mapping that is a source and more is described by what it has more. */
function withoutShared(root: JsonSchema, schema: JsonSchema, path: string): Readonly<Record<string, JsonSchema>> {
  const own = schema.properties ?? {};
  const source = root.$defs?.SourceObject?.properties;
  if (path === "Source" || source === undefined || !Object.keys(source).every((key) => key in own)) return own;
  const same = (key: string) => JSON.stringify(own[key]) === JSON.stringify(source[key]);
  return Object.fromEntries(Object.entries(own).filter(([key]) => !(key in source && same(key))));
}

function describeKey(
  root: JsonSchema,
  name: string,
  schema: JsonSchema,
  path: string,
  isRequired: boolean,
): SectionKey {
  const standard = schema.default;
  const isPlain = standard !== undefined && JSON.stringify(standard) !== "{}";
  return {
    name,
    type: typeOf(root, schema, path),
    standard: isPlain ? JSON.stringify(standard) : undefined,
    isRequired: isRequired && standard === undefined,
    meaning: schema.description ?? "",
  };
}

function typeOf(root: JsonSchema, schema: JsonSchema, path: string): string {
  const name = schema.$ref?.slice(schema.$ref.lastIndexOf("/") + 1);
  if (name !== undefined && partPhrases[name] !== undefined) return partPhrases[name];
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined)
    return listed([...new Set(alternatives.map((each) => typeOf(root, each, path)))], "or");
  if (schema.type === "array") return `list of: ${typeOf(root, schema.items ?? {}, path)}`;
  const [form] = formsOf(root, schema);
  if (form?.schema.properties !== undefined) {
    const section = form.names.map((each) => partNames[each]).findLast((each) => each !== undefined) ?? path;
    return `[mapping](#${anchorOf(section)})`;
  }
  if (typeof schema.additionalProperties === "object") {
    return `mapping of names to: ${typeOf(root, schema.additionalProperties, path)}`;
  }
  return nounsOf(root, formsOf(root, schema)).replace(/^an? /, "");
}

/** As forges make anchors of headings: lower case, hyphens for spaces, without dots. */
export function anchorOf(section: string): string {
  return section
    .toLowerCase()
    .replaceAll(" ", "-")
    .replace(/[^\w-]/g, "");
}
