import { printable } from "../model/printable.ts";

/** Keys and list indexes from the top of the file to a value. */
export type DataPath = readonly (string | number)[];

/** Something wrong in a site file, with its place: lines and columns from 1. */
export interface SiteProblem {
  readonly line: number;
  readonly column: number;
  /** The value it is about: `fields.title[0].select`; empty for the whole file. */
  readonly path: string;
  /** What was expected, and what was found. */
  readonly message: string;
}

/** A site file that cannot be used, with everything that is wrong in it, in the order of the file. */
export class SiteFileError extends Error {
  override readonly name = "SiteFileError";
  readonly fileName: string;
  readonly problems: readonly SiteProblem[];

  constructor(fileName: string, problems: readonly SiteProblem[], options?: ErrorOptions) {
    super(problems.map((problem) => formatProblem(fileName, problem)).join("\n"), options);
    this.fileName = fileName;
    this.problems = problems;
  }
}

/** `selectors/example.yaml:14:7: what is wrong`: the form that editors and terminals make a link of. */
export function formatProblem(fileName: string, problem: SiteProblem): string {
  return `${fileName}:${problem.line}:${problem.column}: ${problem.message}`;
}

/** `fields.title[0]`, as a person would write it. */
export function formatPath(path: DataPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return printable(text, 300);
}

/** A value as found, short enough for a message and without anything a terminal would obey. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = typeof value === "string" ? JSON.stringify(value) : plainJson(value);
  return printable(text, 80);
}

function plainJson(value: unknown): string {
  if (typeof value === "number") return String(value);
  return JSON.stringify(value) ?? String(value);
}
