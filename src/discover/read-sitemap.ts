import { Parser } from "htmlparser2";
import type { Finding } from "../model/outcome.ts";
import { doubt, type Link, type LinkReading } from "./link.ts";
import { type HintContext, readHint } from "./read-hint.ts";

/** Most entries of one sitemap or index (sitemaps.org). */
const MAX_ENTRIES = 50_000;
/** Deeper is no sitemap; htmlparser2 looks through all open elements for each end tag. */
const MAX_DEPTH = 256;
/** Longest address that is kept; the protocol allows 2,048. */
const MAX_TEXT_LENGTH = 4096;

/**
 * The addresses of a sitemap, or the sitemaps of an index, of protocol 0.9 and its news extension, whatever the prefixes.
 * Document types and the entities they declare are passed over unread. An entry without a usable `loc` costs only itself,
 * and a text that is cut off gives the entries whose address is whole.
 */
export function readSitemap(xml: string, baseUrl: string, context: HintContext): LinkReading {
  const links: Link[] = [];
  const warnings: Finding[] = [];
  let invalidCount = 0;
  const end = eachEntry(xml, ({ element, loc, newsDate, lastmod }) => {
    const href = loc.trim();
    if (href === "" || /\s/.test(href) || href.length >= MAX_TEXT_LENGTH) {
      invalidCount++;
      return true;
    }
    if (links.length >= MAX_ENTRIES) return false;
    const hintAt = readHint(newsDate, context) ?? readHint(lastmod, context);
    links.push({ href, kind: element === "sitemap" ? "sitemap" : "article", hintAt, unwanted: null });
    return true;
  });
  if (invalidCount > 0)
    warnings.push(doubt("bad-entries", `${invalidCount} entries of the sitemap have no usable address`));
  if (end !== undefined) warnings.push(endings[end]);
  return { links, baseUrl, nextHref: null, warnings };
}

/** A sitemap that is a plain list: one address a line (sitemaps.org, "Text file"). */
export function readTextSitemap(text: string, baseUrl: string): LinkReading {
  const links: Link[] = [];
  const warnings: Finding[] = [];
  let otherCount = 0;
  for (const { 0: line } of text.matchAll(/[^\r\n]+/g)) {
    const href = line.trim();
    if (href === "") continue;
    if (links.length >= MAX_ENTRIES) {
      warnings.push(endings.full);
      break;
    }
    if (/^https?:\/\/\S+$/i.test(href) && href.length < MAX_TEXT_LENGTH) {
      links.push({ href, kind: "article", hintAt: null, unwanted: null });
    } else otherCount++;
  }
  if (otherCount > 0) warnings.push(doubt("bad-entries", `${otherCount} lines of the sitemap are no addresses`));
  return { links, baseUrl, nextHref: null, warnings };
}

const endings = {
  full: doubt("too-many-entries", `more than ${MAX_ENTRIES} entries: the rest is not read`),
  "cut-off": doubt("truncated", "the sitemap is cut off: read as far as it goes"),
  "too-deep": doubt("too-deep", `elements are nested more than ${MAX_DEPTH} deep: not read further`),
};

interface Texts {
  loc: string;
  lastmod: string;
  newsDate: string;
}

interface Entry extends Texts {
  readonly element: "url" | "sitemap";
}

/** Calls back for every entry in order, until `take` says no; gives how the text ended, or undefined where it was whole. */
function eachEntry(xml: string, take: (entry: Entry) => boolean): keyof typeof endings | undefined {
  const open: string[] = [];
  let entry: Entry | undefined;
  let field: keyof Texts | undefined;
  let isAtEnd = false;
  const finish = () => {
    const done = entry;
    entry = undefined;
    field = undefined;
    // Of a text that is cut off, an entry whose address was under way is not a bad one.
    if (done === undefined || (isAtEnd && done.loc === "")) return;
    if (!take(done)) throw new Ended("full");
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (open.length >= MAX_DEPTH) throw new Ended("too-deep");
        const element = localName(name);
        open.push(element);
        if (element === "url" || element === "sitemap") {
          finish();
          entry = { element, loc: "", lastmod: "", newsDate: "" };
        } else if (entry !== undefined) {
          const named = fieldOf(name, element, open.at(-2));
          field = named !== undefined && entry[named] === "" ? named : undefined;
        }
      },
      ontext(text) {
        if (entry !== undefined && field !== undefined && entry[field].length < MAX_TEXT_LENGTH) {
          entry[field] = (entry[field] + text).slice(0, MAX_TEXT_LENGTH);
        }
      },
      onclosetag(name, isImplied) {
        open.pop();
        // What has no end tag of its own may be half a text.
        if (isImplied && entry !== undefined && field !== undefined) entry[field] = "";
        field = undefined;
        const element = localName(name);
        if (element === "url" || element === "sitemap") finish();
      },
    },
    { xmlMode: true, lowerCaseTags: true },
  );
  try {
    parser.write(xml);
    isAtEnd = open.length > 0;
    parser.end();
    return isAtEnd ? "cut-off" : undefined;
  } catch (error) {
    if (error instanceof Ended) return error.how;
    throw error;
  }
}

/** Ends the parser's events from within. */
class Ended extends Error {
  readonly how: "full" | "too-deep";

  constructor(how: "full" | "too-deep") {
    super(how);
    this.how = how;
  }
}

function fieldOf(name: string, element: string, parent: string | undefined): keyof Texts | undefined {
  if (element === "publication_date" && name !== element) return "newsDate";
  // An image has a `loc` of its own, within the entry of its page.
  const isOwn = parent === "url" || parent === "sitemap";
  return isOwn && (element === "loc" || element === "lastmod") ? element : undefined;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
