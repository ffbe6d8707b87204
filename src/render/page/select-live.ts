import type { LiveDocument, LiveElement, LiveNode, LiveRoot } from "./live-dom.ts";

declare const document: LiveDocument;

/** Finding elements in the tree as a reader sees it: open shadow roots and the pages in frames of the same origin are part of it. */
export interface LiveSelect {
  /** The page, its open shadow roots, the pages in its frames, and theirs. */
  roots(): LiveRoot[];
  all(selector: string): LiveElement[];
  /** The parent in the tree as a reader sees it; null at the top. */
  parentOf(node: LiveNode): LiveElement | null;
}

/** Runs in the page; refers to nothing outside itself. Selectors may reach across the borders of shadow roots and frames. */
export function selectLive(): LiveSelect {
  interface Step {
    /** How this compound relates to the one before it: "", " ", ">", "+" or "~". */
    readonly combinator: string;
    readonly css: string;
    /** Words of `:contains()` and `:icontains()`, which site files know and browsers do not. */
    readonly words: readonly { readonly text: string; readonly isCased: boolean }[];
  }

  const rootsIn = (root: LiveRoot, found: LiveRoot[]): LiveRoot[] => {
    found.push(root);
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot !== null) rootsIn(element.shadowRoot, found);
      // Null for a page of another origin.
      const framed = element.localName === "iframe" || element.localName === "frame" ? element.contentDocument : null;
      if (framed) rootsIn(framed, found);
    }
    return found;
  };

  const parentOf = (node: LiveNode): LiveElement | null => {
    const slot = (node as LiveElement).assignedSlot ?? null;
    const parent = slot ?? node.parentNode;
    if (parent === null) return null;
    if (parent.nodeType === 9) return (parent as LiveDocument).defaultView?.frameElement ?? null;
    if (parent.nodeType === 11) return (parent as LiveRoot).host ?? null;
    // What stands in a slot stands where the slot stands.
    return (parent as LiveElement).localName === "slot" ? parentOf(parent) : (parent as LiveElement);
  };

  const step = (combinator: string, compound: string): Step => {
    const words: { text: string; isCased: boolean }[] = [];
    const pattern = /:(i?)contains\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^()]*?))\s*\)/gi;
    const css = compound.replace(pattern, (_, caseless: string, double?: string, single?: string, bare?: string) => {
      const text = (double ?? single ?? bare ?? "").replace(/\\(.)/g, "$1");
      words.push({ text: caseless === "" ? text : text.toLowerCase(), isCased: caseless === "" });
      return "";
    });
    return { combinator, css: css === "" ? "*" : css, words };
  };

  /** Cuts a selector list into lists of compounds, leaving alone what stands in brackets, parentheses and quotes. */
  const parse = (selector: string): Step[][] => {
    const lists: Step[][] = [[]];
    let compound = "";
    let combinator = "";
    let depth = 0;
    let quote = "";
    const push = () => {
      if (compound === "") return;
      const list = lists[lists.length - 1] as Step[];
      list.push(step(list.length === 0 ? "" : combinator === "" ? " " : combinator, compound));
      compound = "";
      combinator = "";
    };
    for (let at = 0; at < selector.length; at++) {
      const letter = selector[at] as string;
      if (letter === "\\") {
        compound += letter + (selector[++at] ?? "");
        continue;
      }
      if (quote !== "") quote = letter === quote ? "" : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === "(" || letter === "[") depth++;
      else if (letter === ")" || letter === "]") depth--;
      else if (depth === 0 && /[\s>+~,]/.test(letter)) {
        push();
        if (letter === ",") lists.push([]);
        else if (!/\s/.test(letter)) combinator = letter;
        continue;
      }
      compound += letter;
    }
    push();
    return lists.filter((list) => list.length > 0);
  };

  const holds = (element: LiveElement, { css, words }: Step): boolean => {
    if (!element.matches(css)) return false;
    const text = words.length === 0 ? "" : (element.textContent ?? "");
    return words.every((word) => (word.isCased ? text : text.toLowerCase()).includes(word.text));
  };

  const siblingBefore = (element: LiveElement) => element.previousElementSibling;

  /** True when what stands before compound `at`, which `element` matches, is there too. */
  const isReached = (element: LiveElement, steps: readonly Step[], at: number): boolean => {
    if (at === 0) return true;
    const { combinator } = steps[at] as Step;
    const before = steps[at - 1] as Step;
    const next = combinator === " " || combinator === ">" ? parentOf : siblingBefore;
    const isOnce = combinator === ">" || combinator === "+";
    for (let other = next(element); other !== null; other = next(other)) {
      if (holds(other, before) && isReached(other, steps, at - 1)) return true;
      if (isOnce) return false;
    }
    return false;
  };

  const all = (selector: string): LiveElement[] => {
    const lists = parse(selector);
    const found = new Set<LiveElement>();
    for (const root of rootsIn(document, []))
      for (const steps of lists) {
        const last = steps[steps.length - 1] as Step;
        for (const element of root.querySelectorAll(last.css))
          if (holds(element, last) && isReached(element, steps, steps.length - 1)) found.add(element);
      }
    return [...found];
  };

  return { roots: () => rootsIn(document, []), all, parentOf };
}
