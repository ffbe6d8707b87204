import type { Document } from "domhandler";
import { indexOf } from "../dom/tree-index.ts";

/** What a page's meta elements say about its rights, for whoever reads them. */
export interface PageMetas {
  /** Every named meta element, in page order. */
  readonly metaRobots: readonly { readonly name: string; readonly content: string }[];
  readonly metaTdm: { readonly reservation: string | null; readonly policy: string | null };
}

export const noMetas: PageMetas = { metaRobots: [], metaTdm: { reservation: null, policy: null } };

export function metasOf(document: Document): PageMetas {
  const metaRobots = (indexOf(document).byName.get("meta") ?? []).flatMap(({ attribs: { name, content } }) =>
    name === undefined || content === undefined ? [] : [{ name: name.trim().toLowerCase(), content }],
  );
  const contentOf = (wanted: string) => metaRobots.find(({ name }) => name === wanted)?.content ?? null;
  return { metaRobots, metaTdm: { reservation: contentOf("tdm-reservation"), policy: contentOf("tdm-policy") } };
}
