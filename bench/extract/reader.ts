import { parseHtml } from "../../src/dom/parse-html.ts";
import { readGeneric } from "../../src/extract/generic/generic.ts";
import type { GoldComment } from "./pages.ts";

export interface Reading {
  /**
   * The main text, made only when asked for, so that it does not weigh on the measured time. A record keeps the standfirst
   * apart; the gold of `fundus` counts it as text, that of `aeb` only where it stands within the text.
   */
  readonly text: (countsLead: boolean) => string;
  readonly title: string | null;
  readonly date: string | null;
  readonly authors: readonly string[];
  readonly comments: readonly GoldComment[];
}

export interface Reader {
  readonly name: string;
  readonly read: (html: string, url: string) => Promise<Reading>;
}

export const oogst: Reader = {
  name: "Oogst",
  read: async (html, url) => {
    const reading = readGeneric(parseHtml(html), { url, fetchedAt: "2026-06-30T12:00:00.000Z" });
    const lead = reading.lead.value;
    const opensBody = reading.lead.where === "opening paragraph set apart";
    return {
      text: (countsLead) =>
        [
          ...(lead !== null && (countsLead || opensBody) ? [lead] : []),
          ...reading.body.value.map((block) => block.text),
        ].join("\n\n"),
      title: reading.title.value,
      date: reading.publishedAt.value?.at ?? null,
      authors: reading.authors.value.map((author) => author.name),
      comments: reading.comments.value.map(({ author, role, text }) => ({ author, role, text: text ?? "" })),
    };
  },
};
