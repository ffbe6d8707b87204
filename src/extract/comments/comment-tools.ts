import type { ReadContext } from "../read-context.ts";
import type { BlockState } from "./block-state.ts";
import type { CommentTools } from "./comment-place.ts";

/** What one page's comments are read with; doubts and sources of all pages are gathered in one place. */
export function commentTools(state: BlockState, context: ReadContext): CommentTools {
  return {
    block: state.block,
    context,
    tally: state.tally,
    credit(name, { kind, where }) {
      const field = `comments.${name}`;
      // Names and texts of persons are not repeated here.
      if (!state.provenance.has(field))
        state.provenance.set(field, { field, source: kind, where, text: null, confidence: 1 });
    },
  };
}
