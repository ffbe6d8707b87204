import { listOf, type Mapping, mappingOf, textOf } from "./as-written.ts";
import { at } from "./check-values.ts";
import type { DataProblem } from "./explain-issues.ts";
import { nearestOf } from "./nearest.ts";
import { isMapping } from "./schema-walk.ts";
import type { DataPath } from "./site-file-error.ts";

/** The comment blocks of a site file, its variants' too, with their places. */
export function commentBlocks(site: Mapping): [Mapping, DataPath][] {
  const described: [unknown, DataPath][] = [[site.comments, ["comments"]]];
  for (const [index, variant] of listOf(site.variants).entries()) {
    described.push([mappingOf(variant).comments, ["variants", index, "comments"]]);
  }
  return described.flatMap(([comments, path]) => {
    if (Array.isArray(comments)) {
      return comments.flatMap((item, index): [Mapping, DataPath][] =>
        isMapping(item) ? [[item, [...path, index]]] : [],
      );
    }
    return isMapping(comments) ? [[comments, path] satisfies [Mapping, DataPath]] : [];
  });
}

/** What is wrong between the keys of one comment block. */
export function checkComments(block: Mapping, path: DataPath): DataProblem[] {
  const problems: DataProblem[] = [];
  const has = (key: string) => block[key] !== undefined;
  if (!["item", "separator", "json", "widget", "declared"].some(has)) {
    problems.push(
      at(path, "needs `item`, `separator`, `json` or `widget` to say where comments are, or at least `declared`"),
    );
  }
  if (has("item") && has("separator"))
    problems.push(at([...path, "separator"], "stands instead of `item`, not beside it"));
  if (has("separator") && !has("within") && !has("startAfter")) {
    problems.push(at([...path, "separator"], "needs `within`, the element that it cuts, or `startAfter`"));
  }
  for (const [index, status] of listOf(block.statuses).entries()) {
    if (!isMapping(status)) continue;
    if (status.equals !== undefined && status.json === undefined) {
      problems.push(at([...path, "statuses", index, "equals"], "goes only with `json`"));
    }
  }
  if (isMapping(block.json)) problems.push(...checkJson(block.json, [...path, "json"]));
  return problems;
}

function checkJson(json: Mapping, path: DataPath): DataProblem[] {
  const problems: DataProblem[] = [];
  const known = ["url", "id", "page", "offset", "cursor", ...Object.keys(mappingOf(json.variables))];
  const used = templateNames(textOf(json.url));
  for (const name of new Set(used)) {
    if (known.includes(name)) continue;
    const meant = nearestOf(name, known);
    const help = meant === undefined ? "name it in `variables`" : `did you mean \`{${meant}}\`?`;
    problems.push(at([...path, "url"], `holds \`{${name}}\`, which has no value; ${help}`));
  }
  if (json.body !== undefined && json.method !== "POST")
    problems.push(at([...path, "body"], "goes only with `method: POST`"));
  const sent = new Set([...used, ...templateNames(textOf(json.body))]);
  if (json.cursor !== undefined && !sent.has("cursor")) {
    problems.push(
      at([...path, "cursor"], "is read, but neither `url` nor `body` sends `{cursor}`: the same page would come again"),
    );
  }
  const pages = ["cursor", "page", "offset"].some((name) => sent.has(name)) || json.next !== undefined;
  if (json.hasMore !== undefined && !pages) {
    problems.push(
      at(
        [...path, "hasMore"],
        "needs `{page}`, `{offset}` or `{cursor}` in `url` or `body`: the same page would come again",
      ),
    );
  }
  return problems;
}

/** Doubts about a comment block that can be used all the same. */
export function doubtsAboutComments(block: Mapping, path: DataPath): DataProblem[] {
  const json = mappingOf(block.json);
  const used = new Set([...templateNames(textOf(json.url)), ...templateNames(textOf(json.body))]);
  return Object.keys(mappingOf(json.variables))
    .filter((name) => !used.has(name))
    .map((name) => at([...path, "json", "variables", name], "is used in neither `url` nor `body`"));
}

/** The names between braces in an address template. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(/\{([A-Za-z_]\w*)\}/g)].map((found) => found[1]!);
}
