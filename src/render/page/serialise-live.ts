import type { LiveDocument, LiveElement, LiveNode } from "./live-dom.ts";
import type { Serialised } from "./page-tools.ts";

declare const document: LiveDocument;

/**
 * Runs in the page; refers to nothing outside itself. Writes the page as HTML (HTML standard §13.3), but for these:
 * - in place of an element's children stand those of its open shadow root, and in place of a slot what it shows;
 * - in place of a frame whose page may be read stands a `div` that holds the page's body;
 * - a `p` that holds what no parser leaves in a `p` becomes a `div`;
 * - `noscript` is left out, for nobody with scripts sees it, and so are comments, of which frameworks leave thousands.
 */
export function serialiseLive(maxLength: number, url: string): Serialised {
  const HTML = "http://www.w3.org/1999/xhtml";
  const set = (names: string) => new Set(names.split(" "));
  const VOID = set(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr",
  );
  const RAW = set("style script xmp iframe noembed noframes plaintext");
  const NEWLINE_FIRST = set("pre textarea listing");
  const ENDS_P = set(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
  );
  const SHIELDS_P = set("applet button caption html marquee object table td template th");
  const LINKS = set("href src action poster cite data");

  const parts: string[] = [];
  let length = 0;
  let shadowRoots = 0;
  let frames = 0;
  const put = (text: string) => {
    length += text.length;
    if (length > maxLength) throw new RangeError("too long");
    parts.push(text);
  };
  const escaped = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("\u00a0", "&nbsp;").replaceAll("\r", "&#13;");
  const escapeText = (text: string) => escaped(text).replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const escapeValue = (text: string) =>
    escaped(text).replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

  const isElement = (node: LiveNode): node is LiveElement => node.nodeType === 1;
  const framedIn = (element: LiveElement) => {
    if (element.localName !== "iframe" && element.localName !== "frame") return null;
    const body = element.contentDocument?.body ?? null;
    return body === null || [...body.childNodes].length === 0 ? null : body;
  };

  const isInShadow = (element: LiveElement) => element.getRootNode().nodeType === 11;

  /** What a reader finds under an element. */
  const childrenOf = (element: LiveElement): Iterable<LiveNode> => {
    const { shadowRoot } = element;
    if (shadowRoot !== null) {
      // Data that stands in a host without a slot is not shown, and never was meant to be: it is kept.
      const data = [...element.childNodes].filter(
        (node) =>
          isElement(node) &&
          node.localName === "script" &&
          node.assignedSlot === null &&
          /json/i.test(node.getAttribute("type") ?? ""),
      );
      return [...shadowRoot.childNodes, ...data];
    }
    if (element.localName === "slot" && element.assignedNodes !== undefined) {
      const assigned = element.assignedNodes({ flatten: true });
      return assigned.length > 0 ? assigned : element.childNodes;
    }
    return element.localName === "template" && element.content !== undefined
      ? element.content.childNodes
      : element.childNodes;
  };

  const endsParagraph = (element: LiveElement): boolean => {
    for (const child of childrenOf(element)) {
      if (!isElement(child)) continue;
      if (child.namespaceURI !== HTML) continue;
      if (ENDS_P.has(child.localName) || framedIn(child) !== null) return true;
      if (!SHIELDS_P.has(child.localName) && endsParagraph(child)) return true;
    }
    return false;
  };

  /** `base` is set where addresses are relative to another page than this one. */
  const attributesOf = (element: LiveElement, base: string | null): string => {
    let text = "";
    for (const { name, value } of element.attributes) {
      let written = value;
      if (base !== null && LINKS.has(name) && value !== "" && !value.startsWith("#") && URL.canParse(value, base))
        written = new URL(value, base).href;
      text += ` ${name}="${escapeValue(written)}"`;
    }
    return text;
  };

  const writeFrame = (element: LiveElement, body: LiveElement, depth: number) => {
    frames++;
    const page = body.ownerDocument;
    const kept = ["id", "class", "name", "title"]
      .map((name) => [name, element.getAttribute(name)] as const)
      .filter(([, value]) => value !== null);
    put(
      `<div data-oogst-frame="${escapeValue(page.baseURI)}"${kept.map(([name, value]) => ` ${name}="${escapeValue(value ?? "")}"`).join("")}>`,
    );
    const base = page.baseURI === document.baseURI ? null : page.baseURI;
    for (const child of childrenOf(body)) write(child, { depth: depth + 1, base, isFramed: true });
    put("</div>");
  };

  interface Place {
    readonly depth: number;
    readonly base: string | null;
    readonly isFramed: boolean;
  }

  const write = (node: LiveNode, place: Place): void => {
    // Deeper than any parser goes; a page built by script can be deeper than the stack.
    if (place.depth > 1500) return;
    if (node.nodeType === 3) {
      const parent = node.parentNode;
      const isRaw = parent !== null && isElement(parent) && parent.namespaceURI === HTML && RAW.has(parent.localName);
      put(isRaw ? (node.nodeValue ?? "") : escapeText(node.nodeValue ?? ""));
    } else if (isElement(node)) writeElement(node, place);
  };

  const writeElement = (element: LiveElement, place: Place): void => {
    const isHtml = element.namespaceURI === HTML;
    const name = isHtml ? element.localName : element.nodeName;
    if (isHtml && name === "noscript") return;
    // Styles of a shadow root hold for it alone, and what a framed page says of itself is not about this page.
    if ((name === "style" || name === "link") && isInShadow(element)) return;
    if (place.isFramed && name === "script" && /ld\+json/i.test(element.getAttribute("type") ?? "")) return;
    const framed = isHtml ? framedIn(element) : null;
    if (framed !== null) {
      writeFrame(element, framed, place.depth);
      return;
    }
    if (element.shadowRoot !== null) shadowRoots++;
    const inner: Place = { ...place, depth: place.depth + 1 };
    if (isHtml && name === "slot" && isInShadow(element)) {
      for (const child of childrenOf(element)) write(child, inner);
      return;
    }
    const isBroken = isHtml && name === "p" && endsParagraph(element);
    const written = isBroken ? "div" : name;
    put(`<${written}${isBroken ? ' data-oogst-tag="p"' : ""}${attributesOf(element, place.base)}>`);
    if (isHtml && VOID.has(name)) return;
    const [first] = element.childNodes;
    if (isHtml && NEWLINE_FIRST.has(name) && first?.nodeType === 3 && first.nodeValue?.startsWith("\n")) put("\n");
    if (isHtml && name === "head" && element === document.documentElement?.firstElementChild) put(baseElement());
    for (const child of childrenOf(element)) write(child, inner);
    put(`</${written}>`);
  };

  /** A page may have changed its own address meanwhile, and its links with it. */
  const baseElement = (): string => {
    const [own] = document.querySelectorAll("base[href]");
    if (own !== undefined || document.baseURI === url) return "";
    return `<base href="${escapeValue(document.baseURI)}">`;
  };

  if (document.doctype !== null) put(`<!DOCTYPE ${document.doctype.name}>`);
  if (document.documentElement !== null) write(document.documentElement, { depth: 0, base: null, isFramed: false });
  return { html: parts.join(""), shadowRoots, frames };
}
