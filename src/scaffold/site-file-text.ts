import type { FieldProposal, Scaffold } from "./scaffold-site.ts";

/** A site file to go on with: the surest proposal of each field in force, the others beside it as comments, each with what it gives. */
export function siteFileText(scaffold: Scaffold, url: string, day: string): string {
  const lines = [
    `# Begun by \`oogst new\` from ${url}`,
    "# Each proposal says what it gives on that page and how sure it is. Look at each, try others, add what is missing;",
    "# then `oogst record-example` a few pages and `oogst check`. Every key: docs/site-file.md",
    "# yaml-language-server: $schema=site.schema.json",
    `name: ${scaffold.name}`,
    `hosts: [${scaffold.host}]`,
    `language: ${scaffold.language}`,
    `timeZone: ${scaffold.timeZone}`,
    `lastSeen: ${day}`,
    "",
    scaffold.feeds.length === 0
      ? "start: [] # no feed is named on the page: give listings, a sitemap or a feed here"
      : "start:",
    ...scaffold.feeds.map((feed) => `  - feed: ${feed}`),
    "",
    ...(scaffold.articlePattern === null
      ? []
      : [
          "urls:",
          "  articles:",
          `    include: ${quoted(scaffold.articlePattern)} # the shape of this page's address; check it against others`,
          "",
        ]),
    "fields:",
    ...scaffold.fields.flatMap((field) => fieldLines(field, "  ")),
    "",
    "rules:",
    `  required: [${["title", "body"].filter((name) => scaffold.fields.some(({ key }) => key === name)).join(", ")}]`,
    "",
    ...(scaffold.comments.length === 0
      ? ["# No readers' comments were found on this page. Where the site has some, begin from a page that shows them."]
      : ["comments:", ...scaffold.comments.flatMap((field) => fieldLines(field, "  "))]),
    "",
  ];
  return lines.join("\n");
}

function fieldLines({ key, sources }: FieldProposal, indent: string): string[] {
  const [first, ...others] = sources;
  if (first === undefined) return [];
  return [
    `${indent}${key}: ${first.yaml} # ${sure(first)}`,
    ...others.map((source) => `${indent}# ${key}: ${source.yaml} # ${sure(source)}`),
  ];
}

function sure({ gives, confidence }: FieldProposal["sources"][number]): string {
  return `${confidence.toFixed(2)} gives: ${gives.replaceAll(/[\r\n]+/g, " ")}`;
}

/** In single quotes a backslash is a backslash. */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
