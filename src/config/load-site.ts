import { createReadStream } from "node:fs";
import { basename, extname } from "node:path";
import { type Site, siteSchema } from "../model/site.ts";
import { checkSite, doubtsAbout } from "./check-site.ts";
import { checkValues } from "./check-values.ts";
import { type DataProblem, explainIssues } from "./explain-issues.ts";
import { siteJsonSchema } from "./json-schema.ts";
import { MAX_SITE_FILE_LENGTH, readYaml, type YamlData } from "./read-yaml.ts";
import { formatPath, SiteFileError, type SiteProblem, shown } from "./site-file-error.ts";
import { versionOf } from "./site-version.ts";

/** A site file that is sound. */
export interface LoadedSite {
  readonly site: Site;
  /** First 12 hexadecimal digits of the SHA-256 of the file. */
  readonly version: string;
  readonly fileName: string;
  /** Doubts that do not keep the file from being used. */
  readonly warnings: readonly SiteProblem[];
}

/** Reads and checks a site file. Throws a `SiteFileError` with everything that is wrong in it; other errors are the disk's. */
export async function loadSite(path: string): Promise<LoadedSite> {
  return parseSite(await readSiteFile(path), path);
}

/** The text of a site file, at most a little more than its largest size. Throws a `SiteFileError` where it is not UTF-8. */
export async function readSiteFile(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  const lastByte = MAX_SITE_FILE_LENGTH * 4;
  for await (const chunk of createReadStream(path, { end: lastByte })) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  // Longer than any that is read: the length alone will be told, so a letter may be cut in two.
  if (bytes.length > lastByte) return bytes.toString("latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SiteFileError(
      path,
      [{ line: 1, column: 1, path: "", message: "a site file is UTF-8, got other bytes" }],
      { cause },
    );
  }
}

/** As `loadSite`, for the text of a file; `fileName` goes into messages and is compared with the site's name. */
export function parseSite(text: string, fileName: string): LoadedSite {
  const yaml = readYaml(text);
  const root = siteJsonSchema();
  const checked = siteSchema.safeParse(yaml.data);
  // What could not be read as YAML has no values to judge.
  const found =
    yaml.data === undefined
      ? []
      : [
          ...explainIssues(checked.error?.issues ?? [], yaml.data, root),
          ...checkValues(yaml.data, root),
          ...checkSite(yaml.data),
        ];
  const problems = [...yaml.problems, ...distinct(found).map((problem) => placed(problem, yaml))];
  if (problems.length > 0 || !checked.success) throw new SiteFileError(fileName, atMost(inFileOrder(problems)));
  const doubts = [...doubtsAbout(yaml.data), ...misnamed(checked.data.name, fileName)];
  return {
    site: checked.data,
    version: versionOf(text),
    fileName,
    warnings: inFileOrder(doubts.map((doubt) => placed(doubt, yaml))),
  };
}

/** One value, one problem: the schema speaks first, and what follows from the same fault is left out. */
function distinct(problems: readonly DataProblem[]): DataProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const place = formatPath(problem.path);
    if (problem.at === "value" && seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

function placed(problem: DataProblem, yaml: YamlData): SiteProblem {
  return yaml.problemAt(problem.path, `${problem.message}${hint(problem, yaml)}`, problem.at);
}

/** What YAML does with the first letter of a selector surprises everyone once. */
function hint({ path, message }: DataProblem, yaml: YamlData): string {
  if (message.endsWith("got nothing") && yaml.isCommentedOut(path))
    return " (`#` begins a comment: put the value in quotes)";
  const isListOrMapping =
    yaml.isFlow(path) && / got (?:\[[^\]]|\{)/.test(message) && / (selector|text|regular expression)\b/.test(message);
  return isListOrMapping ? " (`[` and `{` begin a list or a mapping: put text in quotes)" : "";
}

function misnamed(name: string, fileName: string): DataProblem[] {
  const fileStem = basename(fileName, extname(fileName));
  if (fileStem === name || fileName === "") return [];
  const message = `\`name\` is ${shown(name)}, and the file is called ${shown(basename(fileName))}: one of them should change`;
  return [{ path: ["name"], at: "value", message }];
}

/** Beyond that, a file is no site file. */
const MOST_PROBLEMS = 100;

function atMost(problems: readonly SiteProblem[]): readonly SiteProblem[] {
  const last = problems[MOST_PROBLEMS - 1];
  if (last === undefined || problems.length === MOST_PROBLEMS) return problems;
  const rest = problems.length - MOST_PROBLEMS;
  return [...problems.slice(0, MOST_PROBLEMS), { ...last, path: "", message: `and ${rest} problems more` }];
}

function inFileOrder(problems: readonly SiteProblem[]): SiteProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
