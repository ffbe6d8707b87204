import { Parser } from "htmlparser2";

/** What we want of a feed's entry, as it stands there. */
export interface FeedEntry {
  readonly href: string | undefined;
  /** `xml:base` around the entry. */
  readonly base: string | undefined;
  readonly published: string | undefined;
  readonly updated: string | undefined;
}

/**
 * Reads a feed as it comes, without asking that it be well formed: stray `&`s, HTML's entities, junk before and after, end
 * tags that are missing. Of an entry that is cut off, what has its end counts. Never throws.
 */
export function readBrokenFeed(xml: string, maxEntries: number): FeedEntry[] {
  const entries: FeedEntry[] = [];
  const open: string[] = [];
  const bases: (string | undefined)[] = [undefined];
  let draft: Draft | undefined;
  const finish = () => {
    if (draft?.hasAny === true) entries.push(entryOf(draft));
    draft = undefined;
    if (entries.length >= maxEntries) throw new Enough();
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length >= MAX_DEPTH) throw new Enough();
        const element = localName(name);
        open.push(element);
        const outer = bases.at(-1);
        const own = attributes["xml:base"];
        bases.push(own === undefined ? outer : (URL.parse(own, outer)?.href ?? own));
        if (element === "item" || element === "entry") {
          finish();
          draft = new Draft(open.length, bases.at(-1));
          draft.about = attributes["rdf:about"];
        } else if (draft !== undefined && open.length === draft.depth + 1) draft.begin(element, attributes);
      },
      ontext: (text) => draft?.add(text),
      onclosetag(name, isImplied) {
        const element = localName(name);
        if (draft !== undefined && open.length === draft.depth + 1) draft.end(isImplied);
        open.pop();
        bases.pop();
        if (element === "item" || element === "entry") finish();
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.write(xml);
    parser.end();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return entries;
}

/** htmlparser2 looks through all open elements for each end tag, so depth is bounded. */
const MAX_DEPTH = 256;
const MAX_TEXT_LENGTH = 4096;

/** Ends the parser's events from within. */
class Enough extends Error {}

/** An entry under way: its children's texts, each taken when the child ends. */
class Draft {
  readonly depth: number;
  readonly base: string | undefined;
  readonly texts = new Map<string, string>();
  about: string | undefined;
  alternate: string | undefined;
  hasAny = false;
  private element: string | undefined;
  private text = "";
  private isPermalink = true;

  constructor(depth: number, base: string | undefined) {
    this.depth = depth;
    this.base = base;
  }

  begin(element: string, attributes: Readonly<Record<string, string>>): void {
    this.element = element;
    this.text = "";
    if (element === "guid") this.isPermalink = attributes.ispermalink?.trim().toLowerCase() !== "false";
    const { href } = attributes;
    if (element !== "link" || href === undefined || href === "") return;
    const isAlternate = (attributes.rel ?? "alternate").toLowerCase() === "alternate";
    const isForReaders = attributes.type === undefined || /html/i.test(attributes.type);
    if (isAlternate && (this.alternate === undefined || isForReaders)) this.alternate = href;
    this.hasAny = true;
  }

  add(text: string): void {
    if (this.element !== undefined && this.text.length < MAX_TEXT_LENGTH) this.text += text.slice(0, MAX_TEXT_LENGTH);
  }

  /** A text that runs into the end of something else may be half a text. */
  end(isImplied: boolean): void {
    const text = this.text.trim();
    if (this.element !== undefined && text !== "" && !isImplied && !this.texts.has(this.element)) {
      this.texts.set(this.element, text);
      this.hasAny = true;
    }
    this.element = undefined;
  }

  permalink(): string | undefined {
    const guid = this.texts.get("guid") ?? this.texts.get("id") ?? this.about;
    return this.isPermalink && guid !== undefined && /^https?:\/\//i.test(guid) ? guid : undefined;
  }
}

function entryOf(draft: Draft): FeedEntry {
  const text = (...names: readonly string[]) => names.map((name) => draft.texts.get(name)).find(Boolean);
  return {
    href: text("origlink", "link") ?? draft.alternate ?? draft.permalink(),
    base: draft.base,
    published: text("pubdate", "published", "issued", "date", "created"),
    updated: text("updated", "modified"),
  };
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
