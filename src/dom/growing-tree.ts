import { type ChildNode, type Document, type Element, isText, type ParentNode } from "domhandler";
import { html } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { Attributes, newElement } from "./new-element.ts";
import { type TagInfo, tagNamed } from "./region-tags.ts";

/**
 * A page's tree as it grows in the order of its source, where pages keep order: HTML's tree construction (§13.2.6) without what mends.
 * Makes the elements that no tag opens: `html`, `head` and `body`, and the `tbody` around a table's rows. Whatever else would need a
 * mend is refused; the tree is then not to be used.
 */
export class GrowingTree {
  readonly document: Document = adapter.createDocument();
  /** The innermost open element of the body. */
  top: Element | null = null;
  #stage: Stage = STAGE.initial;
  #html: Element | null = null;
  #head: Element | null = null;
  /** Open elements from the body inwards, what they are, and how many open tags of the source that makes. */
  readonly #open: Element[] = [];
  readonly #infos: (TagInfo | undefined)[] = [];
  readonly #depths: number[] = [];
  /** How many are open; in the lists older ones may stand behind those. */
  #count = 0;

  get isInBody(): boolean {
    return this.#stage === STAGE.body;
  }

  get isInSvg(): boolean {
    return this.top !== null && this.top.namespace === html.NS.SVG;
  }

  /** `<!doctype html>`; false where it comes too late. */
  doctype(): boolean {
    if (this.#stage !== STAGE.initial) return false;
    adapter.setDocumentType(this.document, "html", "", "");
    this.#stage = STAGE.beforeHtml;
    return true;
  }

  /** Text in the body, or white space before it. */
  text(data: string): void {
    const parent = this.top ?? (this.#stage === STAGE.inHead ? this.#head : null);
    if (parent !== null) addText(parent, data);
    else if (this.#stage === STAGE.afterHead && this.#html !== null) addText(this.#html, data);
  }

  comment(data: string): void {
    const around = this.#stage === STAGE.inHead ? this.#head : this.#html;
    adapter.appendChild(this.top ?? around ?? this.document, adapter.createCommentNode(data));
  }

  commentBehind(data: string, isBehindHtml: boolean): void {
    const around = isBehindHtml ? null : this.#html;
    adapter.appendChild(around ?? this.document, adapter.createCommentNode(data));
  }

  /**
   * Adds an element for a start tag that stands in `depth` open ones; false where it is refused. What it is to hold comes in when it is
   * pushed; of `html`, `head` and `body` that is done here.
   */
  add(element: Element, info: TagInfo | undefined, depth: number): boolean {
    const parent =
      this.#stage === STAGE.body ? this.#placeInBody(info, depth) : this.#placeInFrame(element, info, depth);
    if (parent === null) return false;
    adapter.appendChild(parent, element);
    return true;
  }

  push(element: Element, info: TagInfo | undefined, depth: number): void {
    const place = this.#count++;
    this.#open[place] = element;
    this.#infos[place] = info;
    this.#depths[place] = depth;
    this.top = element;
  }

  /** Closes what is open beyond `depth` tags; says whether anything was. */
  closeTo(depth: number): boolean {
    const before = this.#count;
    while (this.#count > 0 && (this.#depths[this.#count - 1] as number) > depth) this.#pop();
    return this.#count < before;
  }

  #pop(): void {
    this.#count--;
    this.top = this.#count === 0 ? null : (this.#open[this.#count - 1] as Element);
  }

  /** What `</head>` does before the body. */
  endHead(): boolean {
    if (this.#stage < STAGE.inHead) return false;
    this.#stage = STAGE.afterHead;
    return true;
  }

  /** Whether `</body>` or `</html>` may end the page here. */
  mayEnd(): boolean {
    const infos = this.#infos.slice(0, this.#count);
    return this.isInBody && !infos.some((info) => info?.isScope === true || info?.kind === "select");
  }

  /** At the end of the source: html, head and body are there even if nothing opened them. */
  end(): void {
    if (this.#stage !== STAGE.body) this.#openBody(0);
  }

  /** Where an element before the body stands; null where it is refused. */
  #placeInFrame(element: Element, info: TagInfo | undefined, depth: number): ParentNode | null {
    const stage = this.#stage;
    switch (info?.kind) {
      case "html":
        if (stage > STAGE.beforeHtml) return null;
        if (stage === STAGE.initial) this.document["x-mode"] = "quirks";
        this.#html = element;
        this.#stage = STAGE.beforeHead;
        return this.document;
      case "head":
        if (stage > STAGE.beforeHead) return null;
        this.#makeHtml();
        this.#head = element;
        this.#stage = STAGE.inHead;
        return this.#html;
      case "body":
        this.#makeHead();
        this.#stage = STAGE.body;
        this.push(element, info, depth + 1);
        return this.#html;
      case "template":
        return null;
      default:
        // HTML §13.2.6.4.6: behind a head, its elements still go into it, but for `noscript`.
        if (info?.isOfHead !== true || (stage === STAGE.afterHead && info.name === "noscript"))
          return this.#openBody(depth);
        this.#makeHead();
        return this.#head;
    }
  }

  #makeHtml(): void {
    if (this.#html !== null) return;
    if (this.#stage === STAGE.initial) this.document["x-mode"] = "quirks";
    this.#html = newElement("html", html.NS.HTML, new Attributes());
    this.#stage = STAGE.beforeHead;
    adapter.appendChild(this.document, this.#html);
  }

  #makeHead(): void {
    this.#makeHtml();
    if (this.#head !== null || this.#html === null) return;
    this.#head = newElement("head", html.NS.HTML, new Attributes());
    this.#stage = STAGE.inHead;
    adapter.appendChild(this.#html, this.#head);
  }

  #openBody(depth: number): Element {
    this.#makeHead();
    const body = newElement("body", html.NS.HTML, new Attributes());
    adapter.appendChild(this.#html as Element, body);
    this.push(body, tagNamed("body"), depth);
    this.#stage = STAGE.body;
    return body;
  }

  #placeInBody(info: TagInfo | undefined, depth: number): Element | null {
    const around = this.#infos[this.#count - 1]?.kind;
    const isInTable = around === "table" || around === "table-part";
    switch (info?.kind) {
      case "html":
      case "head":
      case "body":
      case "template":
        return null;
      case "table-part":
      case "column":
      case "cell":
        return isInTable && this.#makeRoomInTable(info, depth) ? this.top : null;
      default:
        // A script ends a colgroup.
        return isInTable && this.top?.name === "colgroup" ? null : this.top;
    }
  }

  /** Opens or closes the `tbody` that no tag opened; false where more than it would have to be made. */
  #makeRoomInTable({ name, kind }: TagInfo, depth: number): boolean {
    if (name === "tr") {
      if (this.top?.name !== "table") return sections.has(this.top?.name);
      const body = newElement("tbody", html.NS.HTML, new Attributes());
      adapter.appendChild(this.top, body);
      this.push(body, TBODY, depth);
      return true;
    }
    if (name === "td" || name === "th") return this.top?.name === "tr";
    if (kind === "column") return this.top?.name === "colgroup";
    const isImplied = this.#depths[this.#count - 1] === this.#depths[this.#count - 2];
    if (isImplied && this.top?.name === "tbody") this.#pop();
    return this.top?.name === "table";
  }
}

/** Where a page stands before its body (HTML §13.2.6.4.1–7). */
const STAGE = { initial: 0, beforeHtml: 1, beforeHead: 2, inHead: 3, afterHead: 4, body: 5 } as const;
type Stage = (typeof STAGE)[keyof typeof STAGE];

const TBODY = tagNamed("tbody");
const sections = new Set<string | undefined>(["tbody", "thead", "tfoot"]);

function addText(parent: Element, data: string): void {
  const last: ChildNode | undefined = parent.children[parent.children.length - 1];
  if (last !== undefined && isText(last)) last.data += data;
  else adapter.appendChild(parent, adapter.createTextNode(data));
}
