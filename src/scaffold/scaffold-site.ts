import type { Document, Element } from "domhandler";
import { isWithin } from "../dom/select.ts";
import { structuredDataOf } from "../dom/structured-data.ts";
import { textOf } from "../dom/text-of.ts";
import { indexOf } from "../dom/tree-index.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import { proposeContainer, proposeItems } from "./propose-container.ts";
import { proposeForText, type SelectorProposal, shorten } from "./propose-selectors.ts";

/** What one line of a new site file says, and how sure it is. */
export interface FieldProposal {
  /** `fields.title`, `comments.author` */
  readonly key: string;
  readonly sources: readonly { readonly yaml: string; readonly gives: string; readonly confidence: number }[];
}

/** A begun site file: facts of the page, and proposals for each field. */
export interface Scaffold {
  readonly name: string;
  readonly host: string;
  readonly language: string;
  readonly timeZone: string;
  readonly feeds: readonly string[];
  readonly articlePattern: string | null;
  readonly fields: readonly FieldProposal[];
  readonly comments: readonly FieldProposal[];
}

/** Proposes a site file from one page and what the reader of undescribed pages made of it. */
export function scaffoldSite(document: Document, url: string, record: ArticleRecord): Scaffold {
  const { host, pathname } = new URL(url);
  const language = record.language ?? "nl";
  const structured = structuredDataOf(document, [url]);
  const jsonLd = (path: string) => {
    const [value] = structured.jsonLd.article === null ? [] : structured.jsonLd.textsAt(path);
    return value === undefined ? [] : [{ yaml: `{ jsonLd: ${path} }`, gives: shorten(value), confidence: 0.9 }];
  };
  const meta = (name: string) => {
    const [value] = structured.metas(name);
    return value === undefined ? [] : [{ yaml: `{ meta: "${name}" }`, gives: shorten(value), confidence: 0.8 }];
  };
  const text = (value: string | null) => (value === null ? [] : asSources(proposeForText(document, value)));
  const fields: FieldProposal[] = [
    { key: "title", sources: [...text(record.title), ...jsonLd("headline"), ...meta("og:title")] },
    { key: "lead", sources: [...text(record.lead), ...meta("og:description")] },
    { key: "section", sources: [...text(record.section), ...jsonLd("articleSection"), ...meta("article:section")] },
    {
      key: "publishedAt",
      sources: [
        ...jsonLd("datePublished"),
        ...meta("article:published_time"),
        ...text(record.publishedText),
        ...timeElements(document),
      ],
    },
    { key: "modifiedAt", sources: [...jsonLd("dateModified"), ...meta("article:modified_time")] },
    { key: "authors", sources: [...text(record.authors[0]?.name ?? null), ...jsonLd("author"), ...meta("author")] },
    {
      key: "body",
      sources: asSources(
        proposeContainer(
          document,
          record.body.map(({ text: block }) => block),
        ),
      ),
    },
    { key: "tags", sources: [...jsonLd("keywords"), ...meta("keywords")] },
  ];
  return {
    name:
      host
        .replace(/^www\./, "")
        .replace(/\.[a-z]{2,}$/, "")
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "") || "site",
    host,
    language,
    timeZone: zoneOf(host, language),
    feeds: feedsOf(document, url),
    articlePattern: patternFor(pathname),
    fields: fields.filter(({ sources }) => sources.length > 0),
    comments: proposeComments(document, record),
  };
}

function asSources(proposals: readonly SelectorProposal[]): FieldProposal["sources"] {
  return proposals
    .slice(0, 3)
    .map(({ selector, gives, confidence }) => ({ yaml: quoted(selector), gives, confidence }));
}

function timeElements(document: Document): FieldProposal["sources"] {
  const [time] = (indexOf(document).byName.get("time") ?? []).filter(({ attribs }) => attribs.datetime !== undefined);
  return time === undefined
    ? []
    : [{ yaml: "{ select: time, attr: datetime }", gives: time.attribs.datetime ?? "", confidence: 0.6 }];
}

function proposeComments(document: Document, { comments, commentCountDeclared }: ArticleRecord): FieldProposal[] {
  const items = proposeItems(
    document,
    comments.flatMap(({ text }) => (text === null ? [] : [text])),
  );
  if (items === undefined) return [];
  const first = items.items[0] as Element;
  const within = (value: string | null | undefined) => (value == null ? [] : insideItem(first, value));
  // The first comment with a role shows how role and name stand together.
  const sample = comments.find(({ role }) => role !== null) ?? comments[0];
  const sampleItem = items.items[comments.indexOf(sample as (typeof comments)[number])] ?? first;
  const byline = sample === undefined ? undefined : proposeByline(sampleItem, sample);
  const names: FieldProposal[] =
    byline === undefined
      ? [
          { key: "author", sources: within(comments[0]?.author) },
          { key: "role", sources: sample?.role == null ? [] : insideItem(sampleItem, sample.role) },
        ]
      : [byline];
  return [
    {
      key: "item",
      sources: [
        {
          yaml: quoted(items.selector),
          gives: `${items.items.length} comments on this page`,
          confidence: items.confidence,
        },
      ],
    },
    ...names,
    { key: "publishedAt", sources: within(comments[0]?.publishedText) },
    { key: "text", sources: within(comments[0]?.text) },
    ...(commentCountDeclared === null
      ? []
      : [{ key: "declared", sources: countSources(document, commentCountDeclared, new Set(items.items)) }]),
  ].filter(({ sources }) => sources.length > 0);
}

/** Name and role in one text, "S. ten Wolde / beleidsadviseur": where it stands, and what separates them. */
function proposeByline(item: Element, { author, role }: ArticleRecord["comments"][number]): FieldProposal | undefined {
  if (author === null || role === null) return undefined;
  const whole = proposeForText(item, role).find(({ gives }) => gives.startsWith(author));
  const between = whole?.gives.slice(author.length, whole.gives.indexOf(role.slice(0, 20), author.length));
  if (whole === undefined || between === undefined || !/^\s*(?:[/|,–-]|\()\s*$/.test(between)) return undefined;
  const split = between.includes("(") ? "brackets" : between;
  const yaml = `{ select: ${quoted(whole.selector)}, split: "${split}", into: [author, role] }`;
  return { key: "byline", sources: [{ yaml, gives: whole.gives, confidence: whole.confidence }] };
}

function insideItem(item: Element, value: string): FieldProposal["sources"] {
  return asSources(proposeForText(item, value)).slice(0, 2);
}

/** Where the page says how many there are: not in a comment, and rather in few words beside the figure than in many or none. */
function countSources(document: Document, count: number, items: ReadonlySet<Element>): FieldProposal["sources"] {
  const holders = [...indexOf(document).byName.values()]
    .flat()
    .filter(
      (element) =>
        element.children.length < 4 &&
        new RegExp(`(?<!\\d)${count}(?!\\d)`).test(textOf(element)) &&
        textOf(element).length < 60 &&
        !isWithin(element, items),
    )
    .sort((a, b) => wordsBeside(a) - wordsBeside(b));
  return holders
    .slice(0, 5)
    .flatMap((element) => asSources(proposeForText(document, textOf(element))))
    .slice(0, 2);
}

function wordsBeside(element: Element): number {
  const text = textOf(element);
  return /\p{L}/u.test(text) ? text.length : Number.POSITIVE_INFINITY;
}

function feedsOf(document: Document, url: string): string[] {
  const links = (indexOf(document).byName.get("link") ?? []).filter(({ attribs }) =>
    /application\/(?:rss|atom)\+xml|application\/feed\+json/i.test(attribs.type ?? ""),
  );
  return links.flatMap(({ attribs }) => URL.parse(attribs.href ?? "", url)?.href ?? []).slice(0, 5);
}

/** The shape of this article's path: figures become `\d+`, words `[^/]+`; the first part stays where there are several. */
function patternFor(pathname: string): string | null {
  const parts = pathname.split("/").filter((part) => part !== "");
  if (parts.length === 0) return null;
  const shapes = parts.map((part, place) =>
    place === parts.length - 1
      ? /\d{3,}/.test(part)
        ? "[^/]*\\d+[^/]*"
        : "[^/]+"
      : /^\d+$/.test(part)
        ? "\\d+"
        : "[^/]+",
  );
  return `^/${shapes.join("/")}/?$`;
}

const ZONES: Readonly<Record<string, string>> = {
  nl: "Europe/Amsterdam",
  be: "Europe/Brussels",
  de: "Europe/Berlin",
  at: "Europe/Vienna",
  ch: "Europe/Zurich",
  fr: "Europe/Paris",
  uk: "Europe/London",
  ie: "Europe/Dublin",
  es: "Europe/Madrid",
  it: "Europe/Rome",
  pl: "Europe/Warsaw",
  dk: "Europe/Copenhagen",
  se: "Europe/Stockholm",
  no: "Europe/Oslo",
  fi: "Europe/Helsinki",
  pt: "Europe/Lisbon",
};

function zoneOf(host: string, language: string): string {
  return ZONES[host.split(".").at(-1) ?? ""] ?? ZONES[language.slice(0, 2)] ?? "UTC";
}

/** YAML reads `#`, `[`, `:` and the like at the beginning as its own. */
function quoted(selector: string): string {
  return /^[a-z][\w .>-]*$/i.test(selector) ? selector : JSON.stringify(selector);
}
