import type { z } from "zod";
import { printable } from "../model/printable.ts";
import type { JsonSchema } from "./json-schema.ts";
import { nearestOf } from "./nearest.ts";
import { type Form, formsBelow, formsFor, formsOf, isMapping, keysOf, listed, nounsOf } from "./schema-walk.ts";
import { type DataPath, formatPath, shown } from "./site-file-error.ts";

/** A problem of data that was read from somewhere: whoever knows the place adds it. */
export interface DataProblem {
  readonly path: DataPath;
  /** Whether the key or its value is at fault. */
  readonly at: "key" | "value";
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** Each is told with what was meant, which takes its time. */
const MOST_ISSUES = 1000;

/**
 * Says each of Zod's issues as a person needs it: what the key wants, what was found, and the nearest known key. Where
 * several forms are allowed, only the one that the value was meant to have is talked about. `root` is the JSON Schema of
 * the same shape.
 */
export function explainIssues(issues: readonly Issue[], data: unknown, root: JsonSchema): DataProblem[] {
  return issues.slice(0, MOST_ISSUES).flatMap((issue) => explain(issue, data, root, []));
}

function explain(issue: Issue, data: unknown, root: JsonSchema, above: DataPath): DataProblem[] {
  const path = [...above, ...(issue.path as DataPath)];
  const value = valueAt(data, path);
  const forms = formsAt(root, data, path);
  const problem = (message: string): DataProblem[] => [{ path, at: "value", message: `${subject(path)} ${message}` }];
  switch (issue.code) {
    case "invalid_union":
      return explainUnion(issue, data, root, path);
    case "unrecognized_keys":
      return unknownKeys(issue.keys, formsFor(forms, value), path);
    case "invalid_type":
      if (value === undefined && path.length > 0) return [missing(path, nounsOf(root, forms))];
      return problem(`needs ${nounsOf(root, forms)}, got ${shown(value)}`);
    case "invalid_value":
      return problem(`needs ${nounsOf(root, forms)}, got ${shown(value)}${meantValue(value, issue.values)}`);
    case "too_small":
    case "too_big":
      return problem(`needs ${sizeWanted(issue, forms, root)}, got ${shown(value)}`);
    case "custom":
      return problem(issue.message);
    default: {
      // Our own messages begin with "expected"; what Zod says by itself is less than the noun for the form.
      const isOwn = issue.message.startsWith("expected ");
      return problem(`needs ${isOwn ? issue.message.slice(9) : nounsOf(root, forms)}, got ${shown(value)}`);
    }
  }
}

function explainUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  data: unknown,
  root: JsonSchema,
  path: DataPath,
): DataProblem[] {
  const value = valueAt(data, path);
  const forms = formsAt(root, data, path);
  const meant = formsFor(forms, value);
  const isChoice = decidingKeys(meant).length > 1;
  if (isMapping(value) && isChoice) return explainChoice(value, meant, path);
  const branches = flattened(issue).filter((branch) => !branch.some(isAboutWhole));
  const [branch] = branches.toSorted((a, b) => weight(a) - weight(b));
  if (branch !== undefined) return branch.flatMap((inner) => explain(inner, data, root, path));
  const values = forms.flatMap(({ schema }) => schema.enum ?? []);
  const message = `${subject(path)} needs ${nounsOf(root, forms)}, got ${shown(value)}${meantValue(value, values)}`;
  return [{ path, at: "value", message }];
}

/** A union inside a union is one union: its branches side by side, each a list of issues. */
function flattened(issue: Extract<Issue, { code: "invalid_union" }>): Issue[][] {
  return issue.errors.flatMap((branch) => {
    const [only] = branch;
    const isNested = branch.length === 1 && only?.code === "invalid_union" && only.path.length === 0;
    return isNested ? flattened(only) : [branch];
  });
}

/** True where a branch fails because the value is of another type, or not one of the words that the branch allows. */
function isAboutWhole(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
}

/** The fewer and the deeper the issues, the nearer the branch is to what was meant. */
function weight(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + 1 / (1 + issue.path.length), 0);
}

/** A mapping that shares as much with one form as with another: say which key would decide. */
function explainChoice(
  value: Readonly<Record<string, unknown>>,
  forms: readonly Form[],
  path: DataPath,
): DataProblem[] {
  const deciding = decidingKeys(forms);
  const known = new Set(keysOf(forms));
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  if (unknown.length > 0) return unknownKeys(unknown, forms, path);
  const given = deciding.filter((key) => Object.hasOwn(value, key));
  const names = (keys: readonly string[], last: "and" | "or") =>
    listed(
      keys.map((key) => `\`${key}\``),
      last,
    );
  const message =
    given.length > 1
      ? `${subject(path)} takes only one of ${names(given, "and")}`
      : `${subject(path)} needs one of the keys ${names(deciding, "or")}, got ${shown(value)}`;
  return [{ path, at: "value", message }];
}

/** The keys by which forms that are all mappings tell themselves apart: the first that each requires. */
function decidingKeys(forms: readonly Form[]): readonly string[] {
  const first = forms.map(({ schema }) => schema.required?.[0]);
  return first.includes(undefined) ? [] : [...new Set(first.filter((key) => key !== undefined))];
}

function unknownKeys(keys: readonly string[], forms: readonly Form[], path: DataPath): DataProblem[] {
  const known = keysOf(forms);
  return keys.slice(0, MOST_UNKNOWN_KEYS).map((key) => {
    const meant = nearestOf(key, known);
    const help = meant === undefined ? `known here: ${listed(known, "and")}` : `did you mean \`${meant}\`?`;
    const name = printable(formatPath([...path, key]));
    return { path: [...path, key], at: "key", message: `\`${name}\` is no known key; ${help}` };
  });
}

/** A file of other keys altogether is no site file; that need not be said for each. */
const MOST_UNKNOWN_KEYS = 50;

function missing(path: DataPath, nouns: string): DataProblem {
  return { path, at: "key", message: `\`${formatPath(path)}\` is missing: it needs ${nouns}` };
}

function meantValue(value: unknown, values: readonly unknown[]): string {
  const meant = typeof value === "string" ? nearestOf(value, values.map(String)) : undefined;
  return meant === undefined ? "" : `; did you mean \`${meant}\`?`;
}

function sizeWanted(
  issue: Extract<Issue, { code: "too_small" | "too_big" }>,
  forms: readonly Form[],
  root: JsonSchema,
): string {
  const isLeast = issue.code === "too_small";
  const bound = Number(isLeast ? issue.minimum : issue.maximum);
  const side = isLeast ? "at least" : "at most";
  if (issue.origin === "array" || issue.origin === "set") {
    const items = forms.flatMap(({ schema }) => (schema.items === undefined ? [] : formsOf(root, schema.items)));
    const noun = nounsOf(root, items.slice(0, 1)).replace(/^an? /, "");
    return `${side} ${bound === 1 ? "one" : bound} ${bound === 1 ? noun : "entries"}`;
  }
  if (issue.origin === "string")
    return bound === 1 && isLeast ? "text that is not empty" : `${side} ${bound} characters`;
  return nounsOf(
    root,
    forms.filter(({ schema }) => schema.type === "integer" || schema.type === "number"),
  );
}

const subject = (path: DataPath): string => (path.length === 0 ? "the file" : `\`${formatPath(path)}\``);

function valueAt(data: unknown, path: DataPath): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The forms that the value at `path` may have, following the forms that the values above it have. */
function formsAt(root: JsonSchema, data: unknown, path: DataPath): Form[] {
  let forms = formsOf(root, root);
  let value = data;
  for (const step of path) {
    forms = formsBelow(root, formsFor(forms, value), step);
    value = valueAt(value, [step]);
  }
  return forms;
}
