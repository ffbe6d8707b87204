import { parseVotes } from "../../model/parse-count.ts";
import type { CommentDraft } from "./comment-draft.ts";
import type { CommentTools, FieldReader } from "./comment-place.ts";

/** Votes for and against, as positive numbers; a single score counts on its own side. */
export function readVotes(
  field: FieldReader,
  { block, tally }: CommentTools,
): Pick<CommentDraft, "votesUp" | "votesDown"> {
  const count = (name: "votesUp" | "votesDown" | "score"): number | null => {
    const reading = field(name, block[name]);
    if (reading === undefined) return null;
    const votes = parseVotes(reading.text);
    if (votes === undefined) {
      tally.note("comment-votes-unread", `comments.${name}`, "votes could not be read", reading.text);
    }
    return votes ?? null;
  };
  const up = count("votesUp");
  const down = count("votesDown");
  const score = up === null && down === null ? count("score") : null;
  if (score !== null) return score < 0 ? { votesUp: null, votesDown: -score } : { votesUp: score, votesDown: null };
  return { votesUp: up === null ? null : Math.abs(up), votesDown: down === null ? null : Math.abs(down) };
}
