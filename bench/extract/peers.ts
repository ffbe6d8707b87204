import type { ChildNode, ParentNode } from "domhandler";
import { isTag, isText } from "domhandler";
import { parseHtml } from "../../src/dom/parse-html.ts";

/** What a reader makes of a page; `html` is text with its markup, turned into plain text outside the measured time. */
export interface PeerReading {
  readonly html: string;
  readonly title: string | null;
  readonly date: string | null;
  readonly authors: readonly string[];
}

export interface Peer {
  readonly name: string;
  readonly read: (html: string, url: string) => Promise<PeerReading>;
}

/** The peers of `bench/package.json`; they are loaded only here, so that the project compiles without them. */
export async function loadPeers(): Promise<Peer[]> {
  const { Readability } = await load("@mozilla/readability");
  const { parseHTML } = await load("linkedom");
  const { JSDOM, VirtualConsole } = await load("jsdom");
  const { Defuddle } = await load("defuddle/node");
  const { extractFromHtml } = await load("@extractus/article-extractor");
  const mercury = await load("@jocmp/mercury-parser");
  const silent = new VirtualConsole();
  const byReadability = (document: unknown): PeerReading => {
    const article = new Readability(document).parse();
    return {
      html: article?.content ?? "",
      title: article?.title ?? null,
      date: article?.publishedTime ?? null,
      authors: split(article?.byline),
    };
  };
  return [
    { name: "Readability + linkedom", read: async (html) => byReadability(parseHTML(html).document) },
    {
      name: "Readability + jsdom",
      read: async (html, url) => {
        const dom = new JSDOM(html, { url, virtualConsole: silent });
        const reading = byReadability(dom.window.document);
        dom.window.close();
        return reading;
      },
    },
    {
      name: "Defuddle + linkedom",
      read: async (html, url) => {
        const found = await Defuddle(parseHTML(html).document, url, { useAsync: false });
        return {
          html: found.content ?? "",
          title: found.title || null,
          date: found.published || null,
          authors: split(found.author),
        };
      },
    },
    {
      name: "article-extractor",
      read: async (html, url) => {
        const found = await extractFromHtml(html, url);
        return {
          html: found?.content ?? "",
          title: found?.title || null,
          date: found?.published || null,
          authors: split(found?.author),
        };
      },
    },
    {
      name: "mercury-parser",
      read: async (html, url) => {
        const found = await (mercury.default ?? mercury).parse(url, { html, fetchAllPages: false });
        return {
          html: found?.content ?? "",
          title: found?.title || null,
          date: found?.date_published || null,
          authors: split(found?.author),
        };
      },
    },
  ];
}

/** The text of a reader's markup, a line for each block. */
export function plainText(html: string): string {
  const parts: string[] = [];
  collect(parseHtml(html), parts);
  return parts.join("").replace(/[ \t\r\f]+/g, " ");
}

const inline = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);

function collect(node: ParentNode | ChildNode, parts: string[]): void {
  if (isText(node)) parts.push(node.data.replace(/\s+/g, " "));
  if (!("children" in node)) return;
  const isBlock = isTag(node) && !inline.has(node.name);
  if (isTag(node) && /^(script|style|noscript|template)$/.test(node.name)) return;
  if (isBlock) parts.push("\n");
  for (const child of node.children) collect(child, parts);
  if (isBlock) parts.push("\n");
}

// biome-ignore lint/suspicious/noExplicitAny: the peers' types are there only once they are installed.
async function load(name: string): Promise<any> {
  try {
    return await import(name);
  } catch (error) {
    throw new Error(`${name} is not installed: run \`npm install\` in bench/ first`, { cause: error });
  }
}

function split(authors: string | null | undefined): string[] {
  return (authors ?? "")
    .replace(/^\s*(?:by|von|door|par|por|di|af|av)\s+/i, "")
    .split(/\s*(?:,|;|\band\b|\bund\b|\ben\b|\bet\b|\by\b|&)\s*/)
    .filter((name) => name !== "");
}
