import { CronPattern } from "croner";
import { listOf, type Mapping, mappingOf } from "./as-written.ts";
import { checkComments, commentBlocks, doubtsAboutComments, templateNames } from "./check-comments.ts";
import { at } from "./check-values.ts";
import type { DataProblem } from "./explain-issues.ts";
import { isMapping } from "./schema-walk.ts";
import { type DataPath, shown } from "./site-file-error.ts";

/**
 * What is wrong between the keys of a site file: addresses on hosts that are not the site's, variants with one name, a
 * comment block that says nothing. Works on data as written, of whatever shape.
 */
export function checkSite(data: unknown): DataProblem[] {
  const site = mappingOf(data);
  return [
    ...checkHosts(site.hosts),
    ...checkLanguage(site.language),
    ...checkStart(site),
    ...checkQuery(mappingOf(site.urls)),
    ...checkListing(mappingOf(site.listing)),
    ...checkHeaders(mappingOf(mappingOf(site.manners).headers)),
    ...checkVariants(site.variants),
    ...commentBlocks(site).flatMap(([block, path]) => checkComments(block, path)),
    ...checkCron(mappingOf(site.schedule).cron),
  ];
}

/** Doubts that do not keep a site file from being used. */
export function doubtsAbout(data: unknown): DataProblem[] {
  const site = mappingOf(data);
  const doubts: DataProblem[] = [];
  const rules = mappingOf(site.rules);
  const described = [site, ...listOf(site.variants).map(mappingOf)].flatMap((part) =>
    Object.keys(mappingOf(part.fields)),
  );
  const required = rules.required === undefined ? ["title"] : listOf(rules.required);
  for (const field of rules.unnamed === "generic" ? [] : required) {
    if (typeof field !== "string" || described.includes(field)) continue;
    const message = `\`rules.required\` wants \`${field}\`, and nothing says where it stands: no record will pass`;
    doubts.push({ path: rules.required === undefined ? ["fields"] : ["rules", "required"], at: "key", message });
  }
  for (const [block, path] of commentBlocks(site)) doubts.push(...doubtsAboutComments(block, path));
  return doubts;
}

function checkHosts(hosts: unknown): DataProblem[] {
  const known = listOf(hosts);
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
  const hosts = listOf(site.hosts);
  return listOf(site.start).flatMap((start, index) => {
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
  const kept = listOf(urls.keepQuery);
  const both = listOf(urls.dropQuery).find((name) => kept.includes(name));
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
  const names = listOf(variants).map((variant) => mappingOf(variant).name);
  return listOf(variants).flatMap((variant, index) => {
    const { name, when } = mappingOf(variant);
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
