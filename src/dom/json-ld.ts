import type { Element } from "domhandler";
import { stepsOf, valuesAt } from "../model/json-path.ts";
import { decodeEntities } from "./decode-entities.ts";
import { readJson } from "./mend-json.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON-LD of a page. */
export interface JsonLd {
  /** Every object that stands at the top of a block, in a list there, or in a `@graph`, in page order. */
  readonly nodes: readonly JsonObject[];
  /** How many blocks hold something that is no JSON, nor surely meant as one. */
  readonly unreadable: number;
  /** The object that describes the page's article, of several the one that names the page's address; null where none does. */
  readonly article: JsonObject | null;
  /**
   * Scalars at a path, as text, of the article, or of the objects of a type that the path names first: `headline`,
   * `author.name`, `NewsArticle.datePublished`, `BreadcrumbList.itemListElement[1].name`. Objects at the end of a path give
   * their name, value or address. References by `@id` are followed. Entities are decoded once.
   */
  textsAt(path: string): readonly string[];
  /** The values at a path as they stand. */
  valuesAt(path: string): readonly unknown[];
}

/** Reads the JSON-LD among a page's script elements; `urls` are the page's own addresses, to tell its article from others. */
export function readJsonLd(scripts: readonly Element[], urls: readonly string[]): JsonLd {
  const nodes: JsonObject[] = [];
  let unreadable = 0;
  for (const script of scripts.slice(0, MAX_SCRIPTS)) {
    if (!/^application\/ld\+json\b/i.test((script.attribs.type ?? "").trim())) continue;
    const [text] = script.children;
    if (text === undefined || !("data" in text) || text.data.trim() === "") continue;
    const values = readJson(text.data);
    if (values.length === 0) unreadable++;
    for (const value of values) collect(value, nodes, 0);
  }
  const byId = new Map<string, JsonObject>();
  for (const node of nodes) {
    const id = node["@id"];
    if (typeof id === "string" && !byId.has(id)) byId.set(id, node);
  }
  const article = chooseArticle(nodes, byId, urls);
  const valuesFor = (path: string): readonly unknown[] => {
    const { type, rest } = splitPath(path);
    const starts = type === null ? (article === null ? [] : [article]) : ofType(nodes, article, type);
    return starts.flatMap((start) => walk(start, rest, byId));
  };
  return {
    nodes,
    unreadable,
    article,
    valuesAt: valuesFor,
    textsAt: (path) => valuesFor(path).flatMap((value) => textsOf(value, byId, 0)),
  };
}

/** Whether the object has the type, whichever way the vocabulary is written before it. */
export function hasType(node: JsonObject, test: (type: string) => boolean): boolean {
  const types = node["@type"];
  return (Array.isArray(types) ? types : [types]).some((type) => typeof type === "string" && test(bareName(type)));
}

const MAX_SCRIPTS = 500;
const MAX_NODES = 5_000;
const MAX_NESTING = 12;

/** Types of schema.org that a page's article may have; earlier ones are trusted more. */
const articleTypes = [
  /^(?:\w*NewsArticle|AdvertiserContentArticle|LiveBlogPosting)$/,
  /^(?:Article|BlogPosting|TechArticle|ScholarlyArticle|MedicalScholarlyArticle|SatiricalArticle|Report|Review\w*)$/,
  /^(?:SocialMediaPosting|DiscussionForumPosting|QAPage|CreativeWork)$/,
];

function collect(value: unknown, nodes: JsonObject[], nesting: number): void {
  if (nesting > MAX_NESTING || typeof value !== "object" || value === null || nodes.length >= MAX_NODES) return;
  if (Array.isArray(value)) {
    for (const member of value) collect(member, nodes, nesting + 1);
    return;
  }
  const node = value as JsonObject;
  if (Object.hasOwn(node, "@graph")) collect(node["@graph"], nodes, nesting + 1);
  if (Object.hasOwn(node, "@type") || !Object.hasOwn(node, "@graph")) nodes.push(node);
}

function chooseArticle(
  nodes: readonly JsonObject[],
  byId: ReadonlyMap<string, JsonObject>,
  urls: readonly string[],
): JsonObject | null {
  const candidates = [...nodes];
  // A WebPage may hold its article, or point to it.
  for (const node of nodes) {
    if (!Object.hasOwn(node, "mainEntity")) continue;
    for (const entity of walk(node, ["mainEntity"], byId)) if (isObject(entity)) candidates.push(entity);
  }
  for (const types of articleTypes) {
    const ofKind = candidates.filter((node) => hasType(node, (type) => types.test(type)));
    const [first] = ofKind;
    if (first === undefined) continue;
    if (ofKind.length === 1) return first;
    const own = ofKind.find((node) =>
      addressesOf(node).some((address) => urls.some((url) => isSamePage(address, url))),
    );
    return own ?? first;
  }
  return null;
}

function addressesOf(node: JsonObject): string[] {
  return ["url", "mainEntityOfPage", "@id"]
    .flatMap((key) => valuesAt(node, key))
    .flatMap((value) => (isObject(value) ? [value["@id"], value.url] : [value]))
    .filter((value) => typeof value === "string");
}

const isSamePage = (one: string, other: string): boolean => bareUrl(one) === bareUrl(other);
const bareUrl = (url: string): string =>
  url
    .replace(/^https?:\/\/(www\.)?/, "")
    .replace(/[#?].*$/, "")
    .replace(/\/$/, "");

/** A path that begins with a capital names a type first, unless the article has such a property. */
function splitPath(path: string): { type: string | null; rest: readonly (string | number)[] } {
  const steps = stepsOf(path);
  const [first] = steps;
  if (typeof first === "string" && /^\p{Lu}/u.test(first)) return { type: first, rest: steps.slice(1) };
  return { type: null, rest: steps };
}

/** The article first, where it is of the type. `Article` also means its kinds. */
function ofType(nodes: readonly JsonObject[], article: JsonObject | null, wanted: string): JsonObject[] {
  const ordered = article === null ? nodes : [article, ...nodes.filter((node) => node !== article)];
  const exact = ordered.filter((node) => hasType(node, (type) => type === wanted));
  if (exact.length > 0 || wanted !== "Article") return exact;
  return ordered.filter((node) => hasType(node, (type) => /(?:Article|Posting)$/.test(type)));
}

function walk(
  start: JsonObject,
  steps: readonly (string | number)[],
  byId: ReadonlyMap<string, JsonObject>,
): unknown[] {
  let values: unknown[] = [start];
  for (const step of steps) {
    if (step === "*" || typeof step === "number") values = values.flatMap((value) => valuesAt(value, `[${step}]`));
    else values = values.flatMap((value) => membersOf(value).flatMap((member) => propertyOf(member, step, byId)));
  }
  return values.map((value) => resolve(value, byId));
}

const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.flat(MAX_NESTING) : [value]);

/** A text stands for the object whose name it is: `"author": "Iris Kamp"`. */
function propertyOf(value: unknown, name: string, byId: ReadonlyMap<string, JsonObject>): unknown[] {
  if (typeof value === "string") return name === "name" ? [value] : [];
  return valuesAt(resolve(value, byId), `["${name}"]`);
}

/** The object that a bare reference (`{"@id": …}`) points to. */
function resolve(value: unknown, byId: ReadonlyMap<string, JsonObject>): unknown {
  if (!isObject(value)) return value;
  const id = value["@id"];
  if (typeof id !== "string" || Object.keys(value).length > 2) return value;
  return byId.get(id) ?? value;
}

function textsOf(value: unknown, byId: ReadonlyMap<string, JsonObject>, nesting: number): string[] {
  if (nesting > MAX_NESTING) return [];
  if (typeof value === "string") return [decodeEntities(value)];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (Array.isArray(value)) return value.flatMap((member) => textsOf(member, byId, nesting + 1));
  const node = resolve(value, byId);
  if (!isObject(node)) return [];
  const inner = ["name", "@value", "url", "@id"].map((key) => (Object.hasOwn(node, key) ? node[key] : undefined));
  return textsOf(inner.find((each) => typeof each === "string" || typeof each === "number") ?? null, byId, nesting + 1);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const bareName = (type: string): string => type.replace(/^.*[/#:]/, "");
