import type { Warning } from "../../model/article-record.ts";

/** Gathers like doubts about many comments, so that a page gives one warning of each kind, with a count and an example. */
export interface Tally {
  note(code: string, field: string, message: string, example?: string): void;
  warnings(): readonly Warning[];
}

export function makeTally(): Tally {
  const noted = new Map<
    string,
    { readonly field: string; readonly message: string; count: number; example?: string }
  >();
  return {
    note(code, field, message, example) {
      const known = noted.get(code);
      if (known === undefined) noted.set(code, { field, message, count: 1, ...(example !== undefined && { example }) });
      else known.count++;
    },
    warnings: () =>
      [...noted].map(([code, { field, message, count, example }]) => ({
        code,
        field,
        message: `${count} ${message}${example === undefined ? "" : `, such as "${example.slice(0, 80)}"`}`,
      })),
  };
}
