import type { Provenance } from "../model/article-record.ts";
import type { ExtractedComment, Extraction } from "../model/extraction.ts";
import type { Pseudonyms } from "./pseudonym.ts";

export interface PeoplePolicy {
  readonly comments: "full" | "pseudonymous" | "none";
  readonly roles: "keep" | "drop";
}

/** Policy applied to what was read, before ids are made of it: what leaves here names nobody that the policy protects. */
export function protectPeople(
  extraction: Extraction,
  policy: PeoplePolicy,
  pseudonymOf: Pseudonyms | null,
): Extraction {
  if (policy.comments === "none")
    return {
      ...extraction,
      comments: [],
      areCommentsLeftOut: true,
      commentsComplete: null,
      commentsSource: null,
      provenance: withoutComments(extraction.provenance),
      warnings: extraction.warnings.filter(({ field }) => field === null || !field.startsWith("comments")),
    };
  const withRoles = (comment: ExtractedComment) =>
    policy.roles === "drop" ? { ...comment, role: null, place: null } : comment;
  if (policy.comments === "full") return { ...extraction, comments: extraction.comments.map(withRoles) };
  if (pseudonymOf === null) throw new TypeError("pseudonymous comments need a key");
  return {
    ...extraction,
    comments: extraction.comments.map((comment) => withRoles(hideNames(comment, pseudonymOf))),
    // The text that decided stands in the provenance and in some warnings too; it may be a name.
    provenance: extraction.provenance.map((entry) =>
      entry.field.startsWith("comments") ? { ...entry, text: null } : entry,
    ),
    warnings: extraction.warnings.map((warning) =>
      warning.field?.startsWith("comments") === true
        ? { ...warning, message: `${warning.code}; what was found is not shown` }
        : warning,
    ),
  };
}

function withoutComments(provenance: readonly Provenance[]): Provenance[] {
  return provenance.filter(({ field }) => !field.startsWith("comments"));
}

/** The author's name, and the names of others where markup sets them apart in the text. */
function hideNames(comment: ExtractedComment, pseudonymOf: Pseudonyms): ExtractedComment {
  return {
    ...comment,
    author: comment.author === null ? null : pseudonymOf(comment.author),
    title: comment.title === null ? null : hideMentions(comment.title, comment.mentions ?? [], pseudonymOf),
    text: comment.text === null ? null : hideMentions(comment.text, comment.mentions ?? [], pseudonymOf),
    mentions: [],
  };
}

/** `@Miep,` becomes `@p-0123456789abcdef,`: the same pseudonym as Miep's own comments bear. */
function hideMentions(text: string, mentions: readonly string[], pseudonymOf: Pseudonyms): string {
  // Longer names first, so that "Jan Pol" is not left as a pseudonym and "Pol".
  const names = mentions
    .map((mention) =>
      mention
        .replace(/^@\s*/, "")
        .replace(/[:,]\s*$/, "")
        .trim(),
    )
    .filter((name) => name !== "");
  if (names.length === 0) return text;
  const spellings = [...new Set(names)].sort((one, other) => other.length - one.length).map(asWholeWords);
  return text.replaceAll(new RegExp(spellings.join("|"), "gu"), (name) => pseudonymOf(name));
}

/** Of "Jan" not the beginning of "januari" or "Jannie". */
function asWholeWords(name: string): string {
  const before = /^[\p{L}\p{N}\p{M}_]/u.test(name) ? "(?<![\\p{L}\\p{N}\\p{M}_])" : "";
  const behind = /[\p{L}\p{N}\p{M}_]$/u.test(name) ? "(?![\\p{L}\\p{N}\\p{M}_])" : "";
  return `${before}${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}${behind}`;
}
