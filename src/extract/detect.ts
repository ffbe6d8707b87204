import type { Document, Element } from "domhandler";
import { selectAll, selectFirst } from "../dom/select.ts";
import type { StructuredData } from "../dom/structured-data.ts";
import { textOf } from "../dom/text-of.ts";
import { hasPattern, matchPattern } from "../model/match-pattern.ts";
import type { Detector } from "../model/site-source.ts";

/** The page as detectors see it. */
export interface DetectedPage {
  readonly document: Document;
  readonly finalUrl: string;
  readonly status: number;
  readonly removed: ReadonlySet<Element>;
  readonly structured: StructuredData;
}

export interface Detection {
  readonly detector: Detector;
  /** The element that decided, or null where none was asked for. */
  readonly element: Element | null;
  /** What decided, as it stood: the element's text, what a pattern found, or the condition itself. */
  readonly marker: string;
}

/** The first detector whose every condition holds. */
export function detect(detectors: readonly Detector[] | undefined, page: DetectedPage): Detection | undefined {
  for (const detector of detectors ?? []) {
    const detection = holds(detector, page);
    if (detection !== undefined) return detection;
  }
  return undefined;
}

function holds(detector: Detector, page: DetectedPage): Detection | undefined {
  const { document, finalUrl } = page;
  const found: string[] = [];
  if (detector.status !== undefined && detector.status !== page.status) return undefined;
  if (detector.host !== undefined && !hasPattern(detector.host, new URL(finalUrl).hostname)) return undefined;
  if (detector.url !== undefined && !hasPattern(detector.url, finalUrl)) return undefined;
  if (detector.title !== undefined) {
    const title = titlesOf(document).find((text) => hasPattern(detector.title ?? "", text));
    if (title === undefined) return undefined;
    found.push(title);
  }
  if (detector.select === undefined && detector.text === undefined) {
    const bare = found[0] ?? detector.url ?? detector.host ?? detector.status;
    return bare === undefined ? undefined : { detector, element: null, marker: String(bare) };
  }
  return inElements(detector, page);
}

/** The elements of `select`, or the body: one that is there, and whose text has the pattern. */
function inElements(detector: Detector, { document, removed }: DetectedPage): Detection | undefined {
  // A marker may well be among what is removed before fields are read; the page's text is meant without it.
  const options = detector.select === undefined ? { removed } : {};
  const elements = selectAll(detector.select ?? "body", document);
  if (detector.text === undefined) {
    const [element] = elements;
    return element === undefined ? undefined : { detector, element, marker: textOf(element) };
  }
  let length = 0;
  for (const element of elements) {
    const text = textOf(element, options);
    // Elements that stand in each other hold the same text again and again.
    length += text.length;
    if (length > MAX_TEXT) return undefined;
    const match = matchPattern(detector.text, text);
    if (match === undefined) continue;
    return detector.select === undefined
      ? { detector, element: null, marker: match.whole }
      : { detector, element, marker: text };
  }
  return undefined;
}

/** The page's `<title>` and its first `h1`. */
export function titlesOf(document: Document): string[] {
  const elements = [
    selectFirst("head > title", document) ?? selectFirst("title", document),
    selectFirst("h1", document),
  ];
  return elements.filter((element) => element !== undefined).map((element) => textOf(element).slice(0, MAX_TITLE));
}

const MAX_TEXT = 20_000_000;
const MAX_TITLE = 500;
