import { anchorOf, type Section, type SectionKey, sectionsOf } from "./describe-schema.ts";
import { siteJsonSchema } from "./json-schema.ts";
import { SITE_EXAMPLES } from "./site-examples.ts";

/** Sections of the reference that are other sections over again. */
const repeated: Readonly<Record<string, string>> = { "variants.rules": "rules", "variants.outcomes": "outcomes" };

const introductions: Readonly<Record<string, string>> = {
  site: "The keys at the top of the file.",
  start: "Each starting point is one of four: a `listing`, a `sitemap`, a `feed` or a `url`.",
  Source:
    "Where a value stands, and how it is read. A text alone is a CSS selector: `title: h1` is `title: { select: h1 }`. Of a list, the first that gives a value wins. " +
    "Exactly one of `select`, `jsonLd`, `meta`, `microdata`, `rdfa`, `json`, `state`, `url`, `value` and `generic` says where; `closest` goes with `select`, or alone.",
  "fields.authors": "As a [source](#source), and besides:",
  Byline: "As a [source](#source), and besides:",
  Detector: "A way to tell a kind of page: every condition given must hold.",
  "comments.nesting": "`contained` and `flat` are words; otherwise one of these:",
  "fetch.actions": "Each action is one of five: `waitFor`, `click`, `open`, `scroll` or `refuse`.",
};

/** The sections that the reference tells, each once. */
export function referenceSections(): Section[] {
  return sectionsOf(siteJsonSchema(), "site").filter(({ name }) => repeated[name] === undefined);
}

/** The reference of the site file, as Markdown: every key with its type, default, meaning and an example. */
export function siteReference(): string {
  const sections = referenceSections();
  const contents = sections.map(({ name }) => `[${titleOf(name)}](#${anchorOf(titleOf(name))})`);
  return [
    "# The site file",
    "",
    "Every key of `selectors/<name>.yaml`. Made by `npm run docs` from the schema that site files are checked with; change that, not this page.",
    "[How to add a site](how-to-add-a-site.md) leads through them. For completion in an editor, begin a site file with",
    "`# yaml-language-server: $schema=../schemas/site.schema.json`, or with the output of `oogst schema site`.",
    "",
    'A **selector** is a CSS selector (with `:self` for the card, comment or element it starts from, and `:contains("text")`); a **pattern** is a regular',
    "expression in [RE2's syntax](https://github.com/google/re2/wiki/Syntax), found anywhere unless anchored. Examples show what stands between the braces of",
    "their mapping; over several lines it means the same.",
    "",
    contents.join(" · "),
    ...sections.flatMap(sectionLines),
    "",
  ].join("\n");
}

function sectionLines({ name, keys }: Section): string[] {
  return [
    "",
    `## ${titleOf(name)}`,
    "",
    ...(introductions[name] === undefined ? [] : [introductions[name], ""]),
    "| key | value | default | meaning | example |",
    "| --- | --- | --- | --- | --- |",
    ...keys.map((key) => keyLine(name, key)),
  ];
}

function keyLine(section: string, key: SectionKey): string {
  const path = `${section}.${key.name}`;
  const type = repeated[path] === undefined ? key.type : `as [${repeated[path]}](#${repeated[path]})`;
  const standard = key.isRequired ? "*needed*" : key.standard === undefined ? "" : code(key.standard);
  const example = SITE_EXAMPLES[section]?.[key.name];
  const cells = [code(key.name), type, standard, key.meaning, example === undefined ? "" : code(example)];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

const titleOf = (section: string): string => (section === "site" ? "At the top" : section);

const code = (text: string): string => `\`${text}\``;
