import type { Element } from "domhandler";
import { selectFirst } from "../dom/select.ts";
import type { StructuredData } from "../dom/structured-data.ts";
import { textOf } from "../dom/text-of.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Description } from "./describe-site.ts";
import { type DetectedPage, detect } from "./detect.ts";
import { type Notes, shorten } from "./notes.ts";

export interface ReadAccess extends Pick<Extraction, "access" | "accessReason"> {
  /** The element that says so, to be left out of the body. */
  readonly marker: Element | null;
}

/** A marker that is longer than this is no marker but holds the article; then the selector is the reason, and nothing is left out. */
const MAX_MARKER_LENGTH = 600;

/**
 * Whether the whole article could be read, with the marker that decided: the site's `partial` detectors, then what the page says for
 * machines. `full` without a marker where the site file names markers and none is there; `unknown` where nobody says.
 */
export function readAccess(
  page: DetectedPage,
  { outcomes }: Pick<Description, "outcomes">,
  structured: StructuredData,
  notes: Notes,
): ReadAccess {
  const detection = detect(outcomes.partial, page);
  if (detection !== undefined) {
    const { marker, element, detector } = detection;
    const where = detector.select ?? detector.text ?? detector.title ?? detector.url ?? "";
    const isMarker = marker !== "" && marker.length <= MAX_MARKER_LENGTH;
    const reason = isMarker ? marker : where;
    notes.note({ field: "access", source: "selector", where, text: shorten(reason), confidence: 1 });
    return { access: "partial", accessReason: reason, marker: isMarker ? element : null };
  }
  return fromDeclaration(page, structured, notes) ?? silent(outcomes);
}

function silent(outcomes: Description["outcomes"]): ReadAccess {
  const isDescribed = outcomes.partial !== undefined || outcomes.paywall !== undefined;
  return { access: isDescribed ? "full" : "unknown", accessReason: null, marker: null };
}

/** `isAccessibleForFree` of JSON-LD or microdata, in any spelling, and the tier that some sites put into a meta element. */
function fromDeclaration(page: DetectedPage, structured: StructuredData, notes: Notes): ReadAccess | undefined {
  const { jsonLd } = structured;
  const isFree = jsonLd.textsAt("isAccessibleForFree")[0] ?? structured.metas("isAccessibleForFree")[0];
  const tier = structured.metas("article:content_tier")[0];
  const said = isFree?.toLowerCase().replace(/^.*\//, "");
  if (said === "false" || tier?.toLowerCase() === "locked") {
    const gate = gateIn(page, jsonLd.textsAt("hasPart.cssSelector"));
    const declaration = said === "false" ? `isAccessibleForFree: ${isFree}` : `article:content_tier: ${tier}`;
    noteDeclaration(declaration, said === "false", notes);
    return { access: "partial", accessReason: gate === null ? declaration : textOf(gate), marker: gate };
  }
  if (said === "true" || tier?.toLowerCase() === "free") {
    const declaration = said === "true" ? `isAccessibleForFree: ${isFree}` : `article:content_tier: ${tier}`;
    noteDeclaration(declaration, said === "true", notes);
    return { access: "full", accessReason: null, marker: null };
  }
  return undefined;
}

function noteDeclaration(declaration: string, isJsonLd: boolean, notes: Notes): void {
  const [where = "", ...rest] = declaration.split(": ");
  notes.note({ field: "access", source: isJsonLd ? "json-ld" : "meta", where, text: rest.join(": "), confidence: 1 });
}

/** The element that JSON-LD names as the closed part: where it only invites to subscribe, it is no part of the body. */
function gateIn(page: DetectedPage, selectors: readonly string[]): Element | null {
  for (const selector of selectors) {
    const element = safely(() => selectFirst(selector, page.document));
    if (element !== undefined && textOf(element).length <= MAX_MARKER_LENGTH / 2 && invitation.test(textOf(element)))
      return element;
  }
  return null;
}

const invitation = /abonn|inlog|log ?in|subscri|sign ?in|lees verder|read more|weiterlesen|anmelden|registr/i;

/** The selector is the page's, not the site file's: what cannot be read is no selector. */
function safely<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
