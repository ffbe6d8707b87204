import type { Provenance, Warning } from "../model/article-record.ts";
import type { Reading } from "./read-context.ts";

/** Where fields came from and what is doubtful about them, gathered while a page is read. */
export interface Notes {
  readonly provenance: Provenance[];
  readonly warnings: Warning[];
  /** A field's value came from this reading. `isLong`: its text is not repeated. */
  came(field: string, reading: Reading, isLong?: boolean): void;
  note(provenance: Provenance): void;
  /** The same doubt about the same field is noted once. */
  warn(code: string, field: string | null, message: string): void;
}

export function createNotes(): Notes {
  const provenance: Provenance[] = [];
  const warnings: Warning[] = [];
  return {
    provenance,
    warnings,
    came(field, { kind, where, raw }, isLong = false) {
      provenance.push({ field, source: kind, where, text: isLong ? null : shorten(raw), confidence: 1 });
    },
    note(each) {
      provenance.push(each);
    },
    warn(code, field, message) {
      if (!warnings.some((other) => other.code === code && other.field === field))
        warnings.push({ code, field, message });
    },
  };
}

/** A text as it is quoted in provenance and warnings: at most 200 characters, never half a character. */
export function shorten(text: string, length = 200): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`;
}
