import { parseCount } from "../../model/parse-count.ts";
import type { ReadContext } from "../read-context.ts";
import { readFirst } from "../read-source.ts";
import { type BlockState, warn } from "./block-state.ts";

/** The number of comments that the page names; null where it names none. */
export function readDeclared(state: BlockState, context: ReadContext): number | null {
  for (const source of state.block.declared ?? []) {
    if (context.document === null) return null;
    const reading = readFirst([source], context.document, context);
    if (reading === undefined) continue;
    const count = parseCount(reading.text);
    if (count !== undefined) {
      const { kind, where, raw } = reading;
      state.provenance.set("commentCountDeclared", {
        field: "commentCountDeclared",
        source: kind,
        where,
        text: raw.slice(0, 200),
        confidence: 1,
      });
      return count;
    }
    warn(
      state,
      "comment-count-unread",
      `\`${reading.where}\` gives no number: “${reading.text.slice(0, 80)}”`,
      "commentCountDeclared",
    );
  }
  return null;
}
