import { compilePattern, type Pattern, PatternError } from "../model/pattern.ts";
import { printable } from "../model/printable.ts";
import { explainSelector } from "./check-selector.ts";
import type { DataProblem } from "./explain-issues.ts";
import type { JsonSchema } from "./json-schema.ts";
import { nearestOf } from "./nearest.ts";
import { type Form, isMapping, keysOf, listed, walk } from "./schema-walk.ts";
import { type DataPath, formatPath, shown } from "./site-file-error.ts";

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Looks at every value of a site file for what a type cannot say: selectors and patterns compile, zones exist, a source names
 * one place, a detector has a condition. Works on data as written, so that one file's problems come out together.
 */
export function checkValues(data: unknown, root: JsonSchema): DataProblem[] {
  const problems: DataProblem[] = [];
  walk(root, data, (value, forms, path) => {
    if (typeof value === "string") problems.push(...checkText(value, forms, path));
    if (!isMapping(value)) return;
    if (forms.some(({ schema }) => schema.properties?.jsonLd !== undefined)) {
      problems.push(...checkSource(value, keysOf(forms), path));
      if (forms.some(({ schema }) => schema.properties?.into !== undefined))
        problems.push(...checkByline(value, partsOf(forms), path));
    }
    const isDetector = forms.some(({ names }) => names.includes("Detector"));
    if (isDetector && Object.keys(value).length === 0) {
      problems.push(at(path, "needs at least one condition; without any it would hold for every page"));
    }
  });
  return problems;
}

/** A problem with the value at a path; the message goes on where the path's name ends. */
export function at(path: DataPath, message: string): DataProblem {
  return { path, at: "value", message: `\`${formatPath(path)}\` ${message}` };
}

function checkText(text: string, forms: readonly Form[], path: DataPath): DataProblem[] {
  if (path.at(-1) === "timeZone") return checkZone(text, path);
  const formats = forms.map(({ schema }) => schema.format);
  if (formats.includes("css-selector") && text !== "") {
    const trouble = explainSelector(text);
    return trouble === null ? [] : [at(path, `needs a selector: ${trouble}, got ${shown(text)}`)];
  }
  if (!formats.includes("re2-pattern")) return [];
  const pattern = patternOrProblem(text, path);
  if ("message" in pattern) return [pattern];
  const line = path.findLast((step) => typeof step === "string");
  if (line === "header" || line === "footer") return checkGroups(text, lineParts, path);
  const isId = path.length === 2 && path[0] === "urls" && path[1] === "id";
  return isId && pattern.groupCount() === 0 ? [at(path, groupWanted(text))] : [];
}

const groupWanted = (text: string): string =>
  `needs a group \`( )\` around the part that is the value, got ${shown(text)}`;

function patternOrProblem(text: string, path: DataPath): Pattern | DataProblem {
  try {
    return compilePattern(text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const place = error.column === null ? "" : ` at character ${error.column}`;
    return at(
      path,
      `needs a regular expression in RE2's syntax: ${printable(error.message)}${place}, got ${shown(text)}`,
    );
  }
}

function checkZone(zone: string, path: DataPath): DataProblem[] {
  if (isTimeZone(zone)) return [];
  const meant = nearestOf(zone, Intl.supportedValuesOf("timeZone"));
  const help = meant === undefined ? "such as `Europe/Amsterdam`" : `(did you mean \`${meant}\`?)`;
  return [at(path, `needs an IANA time zone ${help}, got ${shown(zone)}`)];
}

function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}

const places = ["select", "jsonLd", "meta", "microdata", "rdfa", "json", "state", "url", "value", "generic"];
const onElements = ["select", "closest", "microdata", "rdfa"];

/** Keys that say how an element is read, and the places that are elements for them. */
const readingKeys: Readonly<Record<string, readonly string[]>> = {
  attr: ["select", "closest"],
  closest: ["select"],
  own: onElements,
  remove: onElements,
};

function checkSource(source: Mapping, known: readonly string[], path: DataPath): DataProblem[] {
  const given = places.filter((place) => source[place] !== undefined);
  if (given.length === 0 && source.closest !== undefined) given.push("closest");
  const [place] = given;
  // An unknown key may be the place, misspelt: the schema says so.
  if (place === undefined && Object.keys(source).some((key) => !known.includes(key))) return [];
  if (place === undefined) return [at(path, `needs one of ${names(places, "or")} to say where the value stands`)];
  if (given.length > 1) {
    return [at(path, `takes only one of ${names(given, "and")}; give a list to try one after the other`)];
  }
  const problems = Object.entries(readingKeys)
    .filter(([key, known]) => key !== place && source[key] !== undefined && !known.includes(place))
    .map(([key]) => at([...path, key], `goes only with a selector, not with \`${place}\``));
  if (typeof source.url === "string" && source.url !== "") {
    const pattern = patternOrProblem(source.url, [...path, "url"]);
    if (!("message" in pattern) && pattern.groupCount() === 0) {
      problems.push(at([...path, "url"], groupWanted(source.url)));
    }
  }
  return problems;
}

/** The words that a byline's `into` knows; named groups of its `match` go by the same. */
function partsOf(forms: readonly Form[]): string[] {
  return forms.flatMap(({ schema }) => schema.properties?.into?.items?.enum?.map(String) ?? []);
}

function checkByline(byline: Mapping, parts: readonly string[], path: DataPath): DataProblem[] {
  const problems: DataProblem[] = [];
  const into = byline.into;
  if (Array.isArray(into)) {
    const twice = into.find((part, index) => part !== "skip" && into.indexOf(part) !== index);
    if (twice !== undefined) problems.push(at([...path, "into"], `names ${shown(twice)} twice`));
    if (byline.split === undefined) problems.push(at([...path, "into"], "needs a `split` that makes the parts"));
  }
  if (typeof byline.match === "string") problems.push(...checkGroups(byline.match, parts, [...path, "match"]));
  return problems;
}

const lineParts = ["author", "role", "place", "title", "publishedAt", "id", "parent"];

/** Named groups become parts of a comment, so a name that is no part is a slip of the pen. */
function checkGroups(text: string, parts: readonly string[], path: DataPath): DataProblem[] {
  const pattern = patternOrProblem(text, path);
  const groups = "message" in pattern ? [] : Object.keys(pattern.namedGroups());
  return groups
    .filter((group) => !parts.includes(group))
    .map((group) => {
      const meant = nearestOf(group, parts);
      const help = meant === undefined ? `known: ${names(parts, "and")}` : `did you mean \`${meant}\`?`;
      return at(path, `has a group named \`${printable(group, 40)}\`, which fills nothing; ${help}`);
    });
}

const names = (words: readonly string[], last: "and" | "or"): string =>
  listed(
    words.map((word) => `\`${word}\``),
    last,
  );
