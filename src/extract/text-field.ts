import type { Document } from "domhandler";
import type { Sources } from "../model/site-source.ts";
import type { Notes } from "./notes.ts";
import { shorten } from "./notes.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { ReadContext, Reading } from "./read-context.ts";
import { type ReadOptions, readSource } from "./read-source.ts";
import { sameText } from "./same-text.ts";

export interface TextFieldOptions extends ReadOptions {
  /** Texts that are no value though they stand where the value should; such a source is passed over with a warning. */
  readonly isPlaceholder?: (text: string) => boolean;
  /** The text is not repeated in provenance. */
  readonly isLong?: boolean;
  /** Longest text that is believed, in UTF-16 units. */
  readonly maxLength?: number;
}

/**
 * Reads a field of text: the first source that gives a value wins, the others the site file names are compared with it, and a
 * difference is a warning. Undefined where none gives any.
 */
export function readTextField(
  field: string,
  sources: Sources | undefined,
  document: Document,
  context: ReadContext,
  notes: Notes,
  options: TextFieldOptions = {},
): Reading | undefined {
  let chosen: Reading | undefined;
  for (const source of sources ?? []) {
    const [reading] = readSource(source, document, context, options);
    if (reading === undefined || !isValue(field, reading, notes, options)) continue;
    if (chosen === undefined) {
      chosen = reading;
      notes.came(field, reading, options.isLong);
    } else if (!isFallback(reading) && !sameText(chosen.text, reading.text)) {
      notes.warn("sources-disagree", field, disagreement(chosen, reading));
    }
  }
  return chosen;
}

/** A fixed value, and the spelling of an address, stand in for what the page does not say; they contradict nothing. */
const isFallback = ({ kind }: Reading): boolean => kind === "constant" || kind === "url";

/** `selector` says "…", `json-ld` says "…": both sides of a disagreement, as they stood. */
export function disagreement(one: Reading, other: Reading): string {
  const quote = ({ where, text }: Reading) => `\`${where}\` says “${shorten(text, 80)}”`;
  return `${quote(one)}, ${quote(other)}`;
}

function isValue(field: string, { text, where }: Reading, notes: Notes, options: TextFieldOptions): boolean {
  if (text.length > (options.maxLength ?? 10_000)) {
    notes.warn("too-long", field, `\`${where}\` gives ${text.length} characters`);
    return false;
  }
  if ((options.isPlaceholder ?? isPlaceholder)(text)) {
    notes.warn("placeholder-value", field, `\`${where}\` gives “${shorten(text, 80)}”, which is no value`);
    return false;
  }
  return true;
}
