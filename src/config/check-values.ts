import { compilePattern, type Pattern, PatternError } from "../model/pattern.ts";
import { explainSelector } from "./check-selector.ts";
import type { DataProblem } from "./explain-issues.ts";
import type { JsonSchema } from "./json-schema.ts";
import { nearestOf } from "./nearest.ts";
import { type Form, isMapping, listed, walk } from "./schema-walk.ts";
import { type DataPath, formatPath, inert, shown } from "./site-file-error.ts";

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
      problems.push(...checkSource(value, path));
      if (forms.some(({ schema }) => schema.properties?.into !== undefined)) problems.push(...checkByline(value, path));
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
    return at(path, `needs a regular expression in RE2's syntax: ${inert(error.message)}${place}, got ${shown(text)}`);
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
const onlyOnElements = ["attr", "own", "remove"];

function checkSource(source: Mapping, path: DataPath): DataProblem[] {
  const given = places.filter((place) => source[place] !== undefined);
  const problems: DataProblem[] = [];
  if (given.length === 0) problems.push(at(path, `needs one of ${names(places, "or")} to say where the value stands`));
  if (given.length > 1)
    problems.push(at(path, `takes only one of ${names(given, "and")}; give a list to try one after the other`));
  const [place] = given;
  if (place !== undefined && place !== "select" && given.length === 1) {
    const idle = onlyOnElements.filter((key) => source[key] !== undefined);
    for (const key of idle) problems.push(at([...path, key], `goes only with \`select\`, not with \`${place}\``));
  }
  if (typeof source.url === "string" && source.url !== "") {
    const pattern = patternOrProblem(source.url, [...path, "url"]);
    if (!("message" in pattern) && pattern.groupCount() === 0)
      problems.push(at([...path, "url"], groupWanted(source.url)));
  }
  return problems;
}

const bylineParts = ["author", "role", "place", "publishedAt", "skip"];

function checkByline(byline: Mapping, path: DataPath): DataProblem[] {
  const problems: DataProblem[] = [];
  const into = byline.into;
  if (Array.isArray(into)) {
    const twice = into.find((part, index) => part !== "skip" && into.indexOf(part) !== index);
    if (twice !== undefined) problems.push(at([...path, "into"], `names ${shown(twice)} twice`));
    if (byline.split === undefined) problems.push(at([...path, "into"], "needs a `split` that makes the parts"));
  }
  if (typeof byline.match === "string" && byline.match !== "") {
    const pattern = patternOrProblem(byline.match, [...path, "match"]);
    for (const group of "message" in pattern ? [] : Object.keys(pattern.namedGroups())) {
      if (bylineParts.includes(group)) continue;
      const meant = nearestOf(group, bylineParts);
      const help = meant === undefined ? `known: ${names(bylineParts, "and")}` : `did you mean \`${meant}\`?`;
      problems.push(
        at([...path, "match"], `has a group named \`${inert(group, 40)}\`, which is no part of a byline; ${help}`),
      );
    }
  }
  return problems;
}

const names = (words: readonly string[], last: "and" | "or"): string =>
  listed(
    words.map((word) => `\`${word}\``),
    last,
  );
