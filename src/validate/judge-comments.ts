import type { Extraction } from "../model/extraction.ts";
import type { Finding } from "../model/outcome.ts";
import { commonTails } from "./common-tails.ts";

const MAX_NAME_LENGTH = 80;
const MAX_ROLE_LENGTH = 120;

/** Doubts about the comments of an article. */
export function doubtsAboutComments(extraction: Extraction): Finding[] {
  const { comments } = extraction;
  const doubts: Finding[] = [];
  const doubt = (code: string, field: string, message: string) => void doubts.push({ code, field, message });
  if (extraction.areCommentsLeftOut !== true && isMiscounted(extraction)) {
    doubt(
      "comment-count-mismatch",
      "comments",
      `the page declares ${extraction.commentCountDeclared ?? "no number of"} comments, ${extraction.commentCountRendered ?? "an unknown number"} stand in it, ${comments.length} were read`,
    );
  }
  const texts = comments.map(({ text }) => text).filter((text) => text !== null);
  const [tail] = [...commonTails(texts)].sort(([, one], [, other]) => other - one);
  if (tail !== undefined)
    doubt("comment-tail-repeated", "comments.text", `${tail[1]} of ${texts.length} end in “${tail[0].slice(0, 80)}”`);
  if (texts.length > 1 && new Set(texts).size === 1)
    doubt("comment-texts-equal", "comments.text", `all ${texts.length} comments have the same text`);
  const names = comments.map(({ author }) => author).filter((author) => author !== null);
  if (names.length > 3 && new Set(names).size === 1)
    doubt("comment-authors-equal", "comments.author", `all ${names.length} comments are by the same name`);
  let [longNames, longRoles, empty] = [0, 0, 0];
  for (const { author, role, text, status } of comments) {
    if (author !== null && author.length > MAX_NAME_LENGTH) longNames++;
    if (role !== null && role.length > MAX_ROLE_LENGTH) longRoles++;
    if (text === null && status === "visible") empty++;
  }
  if (longNames > 0)
    doubt("name-long", "comments.author", `${longNames} names of more than ${MAX_NAME_LENGTH} characters`);
  if (longRoles > 0)
    doubt("role-long", "comments.role", `${longRoles} roles of more than ${MAX_ROLE_LENGTH} characters`);
  if (empty > 0) doubt("comment-without-text", "comments.text", `${empty} visible comments without a text`);
  return doubts;
}

/** Sites differ in whether their number counts hidden comments, so it agrees anywhere between the visible and all. */
function isMiscounted({ comments, commentCountDeclared, commentCountRendered, warnings }: Extraction): boolean {
  if (warnings.some(({ code }) => code === "comment-count-mismatch")) return false;
  const visible = comments.filter(({ status }) => status === "visible").length;
  const isDeclaredWell =
    commentCountDeclared === null || (commentCountDeclared >= visible && commentCountDeclared <= comments.length);
  return !isDeclaredWell || (commentCountRendered !== null && commentCountRendered !== comments.length);
}
