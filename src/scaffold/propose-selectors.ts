import { type Element, isTag, type ParentNode } from "domhandler";
import { selectAll } from "../dom/select.ts";
import { textOf } from "../dom/text-of.ts";
import { walkElements } from "../dom/tree-index.ts";
import { foldText } from "../model/text.ts";

/** One way to say where a value stands. */
export interface SelectorProposal {
  readonly selector: string;
  /** What the selector gives on this page, shortened. */
  readonly gives: string;
  /** How many elements it matches; the first one counts. */
  readonly matches: number;
  /** 0 … 1: how likely it is to give the same field on another page of the site. */
  readonly confidence: number;
}

const MAX_PROPOSALS = 5;
const MAX_SHOWN = 90;

/** Selectors whose first match is the innermost element with exactly this text, within `scope`,, or failing that one that begins with it; the surest first. */
export function proposeForText(scope: ParentNode, value: string): SelectorProposal[] {
  const wanted = foldText(value);
  if (wanted === "") return [];
  const exact: Element[] = [];
  const around: Element[] = [];
  walkElements(scope, (element) => {
    if (element.name === "head" || element.name === "title" || element.name === "script" || element.name === "style")
      return;
    const text = textOf(element);
    if (text === wanted) exact.push(element);
    else if (text.includes(wanted) && text.length < wanted.length + 60) around.push(element);
  });
  const best = exact.length > 0 ? exact : around;
  return rank(best.flatMap((element) => proposalsFor(scope, element)));
}

/** Selectors for one element, the surest first. */
export function proposeForElement(scope: ParentNode, element: Element): SelectorProposal[] {
  return rank(proposalsFor(scope, element));
}

function proposalsFor(scope: ParentNode, element: Element): SelectorProposal[] {
  const own = namesOf(element);
  const within = ancestorsOf(element, scope)
    .flatMap((ancestor) => namesOf(ancestor).slice(0, 2))
    .slice(0, 4);
  const candidates = [
    ...own,
    ...within.flatMap((outer) =>
      [...own, { selector: element.name, trust: 0.45 }].map((inner) => ({
        selector: `${outer.selector} ${inner.selector}`,
        trust: Math.min(0.9, inner.trust * 0.9 + outer.trust * 0.1),
      })),
    ),
  ];
  const proposals: SelectorProposal[] = [];
  for (const { selector, trust } of candidates) {
    const found = selectAll(selector, scope);
    if (found[0] !== element) continue;
    proposals.push({
      selector,
      gives: shorten(textOf(element)),
      matches: found.length,
      confidence: round(found.length === 1 ? trust : trust * 0.7),
    });
  }
  return proposals;
}

interface Name {
  readonly selector: string;
  readonly trust: number;
}

/** Ways to call an element by itself. Names that look made by a machine, or that carry a number of this one page, are no names. */
export function namesOf(element: Element): Name[] {
  const { id, itemprop, "data-testid": testId } = element.attribs;
  const classes = (element.attribs.class ?? "").split(/\s+/).filter(isStableName);
  const telling = classes.toSorted((one, other) => tells(other) - tells(one));
  return [
    ...(itemprop !== undefined && /^\w+$/.test(itemprop) ? [{ selector: `[itemprop=${itemprop}]`, trust: 0.9 }] : []),
    ...(id !== undefined && isStableName(id) ? [{ selector: `#${id}`, trust: 0.9 }] : []),
    ...(testId !== undefined && isStableName(testId) ? [{ selector: `[data-testid=${testId}]`, trust: 0.85 }] : []),
    ...telling.slice(0, 3).map((name) => ({ selector: `${element.name}.${name}`, trust: 0.75 + 0.1 * tells(name) })),
    ...(element.name === "h1" || element.name === "time" || element.name === "article" || element.name === "main"
      ? [{ selector: element.name, trust: 0.6 }]
      : []),
  ];
}

/** A class or id that a person chose: letters, no long figures, none of the hashes that build tools add. */
function isStableName(name: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9_-]{1,50}$/.test(name) &&
    !/\d{3,}/.test(name) &&
    !/(?:^|[-_])(?=\w*\d)(?=\w*[A-Za-z])\w{5,10}$/.test(name) &&
    !/^(?:css|sc|jsx|svelte|emotion)-/.test(name)
  );
}

const TELLING =
  /title|headline|heading|lead|intro|standfirst|author|byline|date|time|publi|body|content|text|comment|reactie|section|tag/i;
const tells = (name: string) => Number(TELLING.test(name));

function ancestorsOf(element: Element, scope: ParentNode): Element[] {
  const ancestors: Element[] = [];
  for (
    let node: ParentNode | null = element.parent;
    node !== null && node !== scope && isTag(node) && node.name !== "body" && ancestors.length < 6;
    node = node.parent
  )
    ancestors.push(node);
  return ancestors;
}

function rank(proposals: readonly SelectorProposal[]): SelectorProposal[] {
  const bySelector = new Map(proposals.map((proposal) => [proposal.selector, proposal]));
  return [...bySelector.values()]
    .sort((one, other) => other.confidence - one.confidence || one.selector.length - other.selector.length)
    .slice(0, MAX_PROPOSALS);
}

const round = (figure: number) => Math.round(figure * 100) / 100;

export function shorten(text: string): string {
  const folded = foldText(text);
  return folded.length <= MAX_SHOWN ? folded : `${folded.slice(0, MAX_SHOWN - 1)}…`;
}
