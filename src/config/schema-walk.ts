import type { JsonSchema } from "./json-schema.ts";
import type { DataPath } from "./site-file-error.ts";

/** One of the forms a value may have: a schema without alternatives, and the names of the `$defs` that led to it. */
export interface Form {
  readonly schema: JsonSchema;
  readonly names: readonly string[];
}

/** The forms that a schema allows, its alternatives laid flat: `Sources` is a selector, a mapping, or a list of these. */
export function formsOf(root: JsonSchema, schema: JsonSchema, names: readonly string[] = []): Form[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    return formsOf(root, root.$defs?.[name] ?? {}, [...names, name]);
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives === undefined) return [{ schema, names }];
  return alternatives.flatMap((alternative) => formsOf(root, alternative, names));
}

/** Those forms that a value can mean by its type; among mappings, those that share most keys with it. */
export function formsFor(forms: readonly Form[], value: unknown): readonly Form[] {
  const fitting = forms.filter(({ schema }) => hasTypeOf(schema, value));
  if (fitting.length < 2 || !isMapping(value)) return fitting;
  const shared = fitting.map(({ schema }) => Object.keys(value).filter((key) => hasKey(schema, key)).length);
  const most = Math.max(...shared);
  return fitting.filter((_, index) => shared[index] === most);
}

/** The forms allowed for the key or list index `step` of a value that has one of `forms`. */
export function formsBelow(root: JsonSchema, forms: readonly Form[], step: string | number): Form[] {
  return forms.flatMap(({ schema }) => {
    const below = typeof step === "number" ? schema.items : schemaOfKey(schema, step);
    return below === undefined ? [] : formsOf(root, below);
  });
}

/** Goes through data beside its schema, as far as the two agree, and shows each value with the forms it may have. */
export function walk(
  root: JsonSchema,
  data: unknown,
  see: (value: unknown, forms: readonly Form[], path: DataPath) => void,
): void {
  const step = (value: unknown, allowed: readonly Form[], path: DataPath): void => {
    const forms = formsFor(allowed, value);
    see(value, forms, path);
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) step(item, formsBelow(root, forms, index), [...path, index]);
    } else if (isMapping(value)) {
      for (const [key, item] of Object.entries(value)) step(item, formsBelow(root, forms, key), [...path, key]);
    }
  };
  step(data, formsOf(root, root), []);
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The keys that any of the forms knows. */
export function keysOf(forms: readonly Form[]): string[] {
  return [...new Set(forms.flatMap(({ schema }) => Object.keys(schema.properties ?? {})))];
}

/** What is wanted, for a message: "a selector, a mapping or a list of these". */
export function nounsOf(root: JsonSchema, forms: readonly Form[]): string {
  const single = forms.filter(({ schema }) => schema.type !== "array").map(({ schema }) => nounOf(schema));
  const nouns = [...new Set(single)];
  const lists = forms.filter(({ schema }) => schema.type === "array");
  if (lists.length === 0) return listed(nouns, "or");
  const items = [
    ...new Set(lists.flatMap(({ schema }) => formsOf(root, schema.items ?? {})).map((form) => nounOf(form.schema))),
  ];
  const isListOfThese = nouns.length > 0 && items.every((noun) => nouns.includes(noun));
  return listed(
    [...nouns, isListOfThese ? `a list of ${nouns.length === 1 ? "them" : "these"}` : `a list of ${plural(items)}`],
    "or",
  );
}

/** "a, b and c". */
export function listed(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2 ? (words[0] ?? "nothing") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

function nounOf(schema: JsonSchema): string {
  if (schema.enum !== undefined)
    return `one of ${listed(
      schema.enum.map((value) => `\`${value}\``),
      "or",
    )}`;
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.format === "css-selector") return "a selector";
  if (schema.format === "re2-pattern") return "a regular expression";
  if (schema.pattern?.startsWith("^https?:") === true) return "a web address";
  if (schema.format === "date") return "a day such as 2018-01-25";
  if (Array.isArray(schema.type))
    return listed(
      schema.type.map((type: string) => typeNouns[type] ?? type),
      "or",
    );
  if (schema.type === "integer" || schema.type === "number") return typeNouns[schema.type] + boundsOf(schema);
  return typeNouns[String(schema.type)] ?? "a value";
}

const typeNouns: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "a mapping",
  array: "a list",
  null: "nothing",
};

function boundsOf({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? "" : ` of at most ${maximum}`;
}

const plural = (nouns: readonly string[]): string => {
  const words = nouns.map((noun) => (noun.startsWith("a ") ? `${noun.slice(2)}s` : noun));
  return listed(words, "or");
};

function hasTypeOf(schema: JsonSchema, value: unknown): boolean {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length === 0) return true;
  if (typeof value === "number") return types.includes("number") || types.includes("integer");
  return types.includes(Array.isArray(value) ? "array" : value === null ? "null" : typeof value);
}

function hasKey(schema: JsonSchema, key: string): boolean {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, key);
}

function schemaOfKey(schema: JsonSchema, key: string): JsonSchema | undefined {
  if (hasKey(schema, key)) return schema.properties![key];
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}
