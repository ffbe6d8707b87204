import { stepsOf } from "../../model/json-path.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { Source } from "../../model/site-source.ts";
import type { CommentPlace, CommentTools } from "./comment-place.ts";

/** Notes that a visible comment lacks the author or the date which the site file describes: its markup may have changed. */
export function noteMissing(
  { hasAuthor, hasDate }: { readonly hasAuthor: boolean; readonly hasDate: boolean },
  { json }: CommentPlace,
  { block, tally }: CommentTools,
): void {
  if (!hasAuthor && isMissed(placesOfAuthor(block), json))
    tally.note("comment-author-missing", "comments.author", "comments have no author where the site file looks");
  if (!hasDate && isMissed(placesOfDate(block), json))
    tally.note("comment-date-missing", "comments.publishedAt", "comments have no date where the site file looks");
}

type Place = Pick<Source, "json">;

/** A header or footer may name an author in any of its patterns, and a date in some only. */
function placesOfAuthor({ author, byline, header, footer }: CommentsBlock): readonly Place[] {
  return [...(author ?? []), ...[byline ?? []].flat(), ...(header ?? footer ?? []).map(() => ({}))];
}

function placesOfDate({ publishedAt, byline }: CommentsBlock): readonly Place[] {
  const lines = [byline ?? []].flat();
  const dated = lines.filter(
    (each) => ("into" in each && each.into?.includes("publishedAt")) || each.match?.includes("<publishedAt>"),
  );
  return [...(publishedAt ?? []), ...dated];
}

const isMissed = (places: readonly Place[], json: unknown): boolean =>
  places.length > 0 && (json === undefined || !places.some((place) => isNull(json, place)));

/** A source for machines that writes null says of its own accord that there is nothing. */
function isNull(json: unknown, { json: path }: Place): boolean {
  if (path === undefined) return false;
  let value = json;
  for (const step of stepsOf(path)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) break;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null || value === "";
}
