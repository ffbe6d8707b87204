import { valuesAt } from "../../model/json-path.ts";
import { hasPattern } from "../../model/match-pattern.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { CommentPlace } from "./comment-place.ts";

type Status = CommentsBlock["statuses"][number];

/** What the first status that holds says of a comment; `visible` where none does. */
export function statusOf(
  { reader, json, wholeText }: CommentPlace,
  text: string,
  { statuses }: CommentsBlock,
): Status["is"] | "visible" {
  let whole: string | undefined;
  const holds = ({ select, text: pattern, json: path, equals }: Status): boolean => {
    if (select !== undefined && reader.elements(select).length === 0) return false;
    if (path !== undefined && !valuesAt(json, path).some((value) => isValue(value, equals))) return false;
    if (pattern === undefined) return true;
    whole ??= text === "" ? wholeText() : text;
    return hasPattern(pattern, whole);
  };
  return statuses.find(holds)?.is ?? "visible";
}

const isValue = (value: unknown, wanted: Status["equals"]): boolean =>
  wanted === undefined ? value !== false : value === wanted || String(value) === String(wanted);
