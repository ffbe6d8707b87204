import { CronPattern } from "croner";
import { at } from "./check-values.ts";
import type { DataProblem } from "./explain-issues.ts";
import { nearestOf } from "./nearest.ts";
import { isMapping } from "./schema-walk.ts";
import { type DataPath, shown } from "./site-file-error.ts";

type Mapping = Readonly<Record<string, unknown>>;

/**
 * What is wrong between the keys of a site file: addresses on hosts that are not the site's, variants with one name, a
 * comment block that says nothing. Works on data as written, of whatever shape.
 */
export function checkSite(data: unknown): DataProblem[] {
  const site = mapping(data);
  return [
    ...checkHosts(site.hosts),
    ...checkLanguage(site.language),
    ...checkStart(site),
    ...checkQuery(mapping(site.urls)),
    ...checkListing(mapping(site.listing)),
    ...checkHeaders(mapping(mapping(site.manners).headers)),
    ...checkVariants(site.variants),
    ...commentBlocks(site).flatMap(([block, path]) => checkComments(block, path)),
    ...checkCron(mapping(site.schedule).cron),
  ];
}

/** Doubts that do not keep a site file from being used. */
export function doubtsAbout(data: unknown): DataProblem[] {
  const site = mapping(data);
  const doubts: DataProblem[] = [];
  const rules = mapping(site.rules);
  const described = [site, ...list(site.variants).map(mapping)].flatMap((part) => Object.keys(mapping(part.fields)));
  const required = rules.required === undefined ? ["title"] : list(rules.required);
  for (const field of rules.unnamed === "generic" ? [] : required) {
    if (typeof field !== "string" || described.includes(field)) continue;
    const message = `\`rules.required\` wants \`${field}\`, and nothing says where it stands: no record will pass`;
    doubts.push({ path: rules.required === undefined ? ["fields"] : ["rules", "required"], at: "key", message });
  }
  for (const [block, path] of commentBlocks(site)) doubts.push(...unusedVariables(block, path));
  return doubts;
}

function checkHosts(hosts: unknown): DataProblem[] {
  const known = list(hosts);
  return known.flatMap((host, index) => {
    if (typeof host !== "string") return [];
    const path = ["hosts", index];
    if (known.indexOf(host) !== index) return [at(path, `stands twice: ${shown(host)}`)];
    const url = URL.parse(`http://${host}/`);
    const isHost = url?.host === host || (host.endsWith(":80") && url?.host === host.slice(0, -3));
    return isHost
      ? []
      : [at(path, `needs a host name, with a port only where it is not the usual one, got ${shown(host)}`)];
  });
}

function checkLanguage(language: unknown): DataProblem[] {
  if (typeof language !== "string") return [];
  try {
    Intl.getCanonicalLocales(language);
    return [];
  } catch {
    return [at(["language"], `needs a BCP 47 tag such as nl or de-AT, got ${shown(language)}`)];
  }
}

function checkStart(site: Mapping): DataProblem[] {
  const hosts = list(site.hosts);
  return list(site.start).flatMap((start, index) => {
    if (!isMapping(start)) return [];
    const key = ["listing", "sitemap", "feed", "url"].find((name) => typeof start[name] === "string");
    if (key === undefined) return [];
    const path = ["start", index, key];
    const address = start[key] as string;
    const unknown = templateNames(address).find((name) => key !== "listing" || name !== "page");
    if (unknown !== undefined) {
      const known = key === "listing" ? "only `{page}` is counted" : "only a listing has a counted `{page}`";
      return [at(path, `holds \`{${unknown}}\`; ${known}: ${shown(address)}`)];
    }
    const counted = ["first", "step"].find((name) => start[name] !== undefined);
    if (key === "listing" && counted !== undefined && !address.includes("{page}")) {
      return [at(path, `needs \`{page}\` where \`${counted}\` begins to count, got ${shown(address)}`)];
    }
    return checkAddress(address.replaceAll("{page}", "1"), hosts, path);
  });
}

function checkAddress(address: string, hosts: readonly unknown[], path: DataPath): DataProblem[] {
  if (!/^https?:\/\//.test(address)) return [];
  const url = URL.parse(address);
  if (url === null) return [at(path, `is no web address: ${shown(address)}`)];
  if (url.username !== "" || url.password !== "")
    return [at(path, "holds a user name or password; addresses go without")];
  if (hosts.length === 0 || hosts.includes(url.host) || hosts.includes(`${url.host}:80`)) return [];
  return [at(path, `is on ${shown(url.host)}, which is not among \`hosts\`: ${hosts.map(shown).join(", ")}`)];
}

function checkQuery(urls: Mapping): DataProblem[] {
  const kept = list(urls.keepQuery);
  const both = list(urls.dropQuery).find((name) => kept.includes(name));
  return both === undefined ? [] : [at(["urls", "dropQuery"], `drops ${shown(both)}, which \`urls.keepQuery\` keeps`)];
}

function checkListing(listing: Mapping): DataProblem[] {
  if (listing.card !== undefined) return [];
  return ["url", "date"]
    .filter((key) => listing[key] !== undefined)
    .map((key) => at(["listing", key], "is read within a card, so `listing.card` is needed too"));
}

const ownHeaders = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "expect",
]);

function checkHeaders(headers: Mapping): DataProblem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = ["manners", "headers", name];
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return [at(path, "is no name of a header (RFC 9110 §5.1)")];
    if (ownHeaders.has(name.toLowerCase())) return [at(path, "is set by the program itself")];
    const isValue = typeof value !== "string" || /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value);
    return isValue
      ? []
      : [at(path, `needs a header's value without control characters (RFC 9110 §5.5), got ${shown(value)}`)];
  });
}

function checkVariants(variants: unknown): DataProblem[] {
  const names = list(variants).map((variant) => mapping(variant).name);
  return list(variants).flatMap((variant, index) => {
    const { name, when } = mapping(variant);
    const path = ["variants", index];
    const problems: DataProblem[] = [];
    const first = names.indexOf(name);
    if (typeof name === "string" && first !== index) {
      problems.push(at([...path, "name"], `is ${shown(name)}, which \`variants[${first}]\` is called already`));
    }
    if (!isMapping(when)) return problems;
    if (Object.keys(when).length === 0)
      problems.push(at([...path, "when"], "needs a condition; without one it would always hold"));
    if (typeof when.from === "string" && typeof when.until === "string" && when.from >= when.until) {
      problems.push(
        at([...path, "when", "until"], `needs a day after \`from\` (${shown(when.from)}), got ${shown(when.until)}`),
      );
    }
    return problems;
  });
}

function commentBlocks(site: Mapping): [Mapping, DataPath][] {
  const described: [unknown, DataPath][] = [[site.comments, ["comments"]]];
  for (const [index, variant] of list(site.variants).entries()) {
    described.push([mapping(variant).comments, ["variants", index, "comments"]]);
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

function checkComments(block: Mapping, path: DataPath): DataProblem[] {
  const problems: DataProblem[] = [];
  const has = (key: string) => block[key] !== undefined;
  if (!["item", "separator", "json", "widget", "declared"].some(has)) {
    problems.push(
      at(path, "needs `item`, `separator`, `json` or `widget` to say where comments are, or at least `declared`"),
    );
  }
  if (has("item") && has("separator"))
    problems.push(at([...path, "separator"], "stands instead of `item`, not beside it"));
  if (has("separator") && !has("within"))
    problems.push(at([...path, "separator"], "needs `within`, the element that it cuts"));
  if (has("startAfter") && !has("separator")) problems.push(at([...path, "startAfter"], "goes only with `separator`"));
  for (const [index, status] of list(block.statuses).entries()) {
    if (!isMapping(status)) continue;
    const statusPath = [...path, "statuses", index];
    if (!["select", "text", "json"].some((key) => status[key] !== undefined)) {
      problems.push(at(statusPath, "needs `select`, `text` or `json` to say when it holds"));
    } else if (status.equals !== undefined && status.json === undefined) {
      problems.push(at([...statusPath, "equals"], "goes only with `json`"));
    }
  }
  if (isMapping(block.json)) problems.push(...checkJson(block.json, [...path, "json"]));
  return problems;
}

function checkJson(json: Mapping, path: DataPath): DataProblem[] {
  const problems: DataProblem[] = [];
  const known = ["url", "id", "page", "cursor", ...Object.keys(mapping(json.variables))];
  const used = templateNames(text(json.url));
  for (const name of new Set(used)) {
    if (known.includes(name)) continue;
    const meant = nearestOf(name, known);
    const help = meant === undefined ? "name it in `variables`" : `did you mean \`{${meant}}\`?`;
    problems.push(at([...path, "url"], `holds \`{${name}}\`, which has no value; ${help}`));
  }
  if (json.body !== undefined && json.method !== "POST")
    problems.push(at([...path, "body"], "goes only with `method: POST`"));
  const sent = new Set([...used, ...templateNames(text(json.body))]);
  if (json.cursor !== undefined && !sent.has("cursor")) {
    problems.push(
      at([...path, "cursor"], "is read, but neither `url` nor `body` sends `{cursor}`: the same page would come again"),
    );
  }
  if (json.hasMore !== undefined && !sent.has("cursor") && !sent.has("page")) {
    problems.push(
      at([...path, "hasMore"], "needs `{page}` or `{cursor}` in `url` or `body`: the same page would come again"),
    );
  }
  return problems;
}

function unusedVariables(block: Mapping, path: DataPath): DataProblem[] {
  const json = mapping(block.json);
  const used = new Set([...templateNames(text(json.url)), ...templateNames(text(json.body))]);
  return Object.keys(mapping(json.variables))
    .filter((name) => !used.has(name))
    .map((name) => at([...path, "json", "variables", name], "is used in neither `url` nor `body`"));
}

function checkCron(cron: unknown): DataProblem[] {
  if (typeof cron !== "string" || cron === "") return [];
  try {
    new CronPattern(cron);
    return [];
  } catch (error) {
    const reason = (error as Error).message.replace(/^CronPattern: /, "");
    return [at(["schedule", "cron"], `needs a cron pattern such as \`30 5 * * *\`, got ${shown(cron)}: ${reason}`)];
  }
}

const templateNames = (template: string): string[] =>
  [...template.matchAll(/\{([A-Za-z_]\w*)\}/g)].map((found) => found[1]!);

const mapping = (value: unknown): Mapping => (isMapping(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
