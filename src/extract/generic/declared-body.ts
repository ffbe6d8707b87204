import { isText } from "domhandler";
import { parseHtml } from "../../dom/parse-html.ts";
import type { StructuredData } from "../../dom/structured-data.ts";
import { attributeOf, mapPage, type PageMap, rawTextOf } from "./page-map.ts";
import { readTextBlocks, type TextBlock } from "./text-blocks.ts";

/** A text of the article that the page carries for machines, as blocks of its own. */
export interface DeclaredBody {
  readonly source: "json-ld" | "json";
  readonly where: string;
  readonly blocks: readonly TextBlock[];
  readonly letters: number;
}

const leastLetters = 250;

/** `articleBody` of the page's JSON-LD, where it is more than a teaser. */
export function articleBodyOf(structured: StructuredData): DeclaredBody | undefined {
  const text = structured.jsonLd.textsAt("articleBody").join("\n\n");
  return text.length < leastLetters ? undefined : declared("json-ld", "articleBody", blocksOf(text));
}

/** The longest text that a framework left in the page's scripts under a name for the body of an article. */
export function stateBodyOf(page: PageMap, structured: StructuredData): DeclaredBody | undefined {
  let best = "";
  for (let i = 0; i < page.nodes.length; i++) {
    if (page.names[i] !== "script") continue;
    const type = attributeOf(page, i, "type") ?? "";
    if (/ld\+json/i.test(type) || attributeOf(page, i, "src") !== undefined) continue;
    const raw = rawTextOf(page, i);
    if (raw.length < leastLetters || !/body|content|article|text|paragraph/i.test(raw)) continue;
    if (!/json/i.test(type) && !/^\s*(?:window|self|var|let|const|[\w.]+\s*=)/.test(raw)) continue;
    const node = page.nodes[i]!;
    if (isText(node)) continue;
    const text = longestBody(structured.stateOf(node), "", 0);
    if (text.length > best.length) best = text;
  }
  return best.length < leastLetters ? undefined : declared("json", "state", blocksOf(best));
}

function declared(source: "json-ld" | "json", where: string, blocks: readonly TextBlock[]): DeclaredBody | undefined {
  const letters = blocks.reduce((sum, block) => sum + block.text.length, 0);
  return letters < leastLetters ? undefined : { source, where, blocks, letters };
}

/** Markup is read as such; plain text by its lines. */
function blocksOf(text: string): TextBlock[] {
  const html = /<(?:p|br|div|h[2-6]|ul)\b/i.test(text)
    ? text
    : text
        .split(/\n\s*\n|\r?\n/)
        .map((line) => `<p>${line.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</p>`)
        .join("");
  const page = mapPage(parseHtml(html));
  return readTextBlocks(page);
}

const bodyKey =
  /^(?:article_?body|body(?:_?(?:html|text|copy))?|content(?:_?(?:html|text|body))?|text|html|article_?text|story_?(?:body|text)|main_?text|paragraphs|blocks|elements|components|contents)$/i;
const maxNesting = 24;

/** Joins the texts of a list under such a name; of several the longest. */
function longestBody(value: unknown, key: string, nesting: number): string {
  if (nesting > maxNesting || value === null || typeof value !== "object") return "";
  let best = "";
  const offer = (text: string): void => {
    if (text.length > best.length) best = text;
  };
  if (Array.isArray(value)) {
    if (bodyKey.test(key))
      offer(
        value
          .map((item) => textIn(item))
          .filter((text) => text !== "")
          .join("\n\n"),
      );
    for (const item of value) offer(longestBody(item, key, nesting + 1));
    return best;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string") {
      if (bodyKey.test(name) && isProse(inner)) offer(inner);
    } else offer(longestBody(inner, name, nesting + 1));
  }
  return best;
}

/** The text of one paragraph object: itself, or what stands under a name for text. */
function textIn(item: unknown): string {
  if (typeof item === "string") return isProse(item) ? item : "";
  if (item === null || typeof item !== "object") return "";
  for (const [name, inner] of Object.entries(item))
    if (typeof inner === "string" && bodyKey.test(name) && isProse(inner)) return inner;
  return "";
}

function isProse(text: string): boolean {
  return text.length > 30 && /\s/.test(text.trim()) && !/^[\s{[]|[{};]\s*$|^https?:/.test(text);
}
