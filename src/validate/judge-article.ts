import type { Extraction } from "../model/extraction.ts";
import type { Finding } from "../model/outcome.ts";

/** Reasons not to believe that this is an article at all. */
export function reasonsToReject(extraction: Extraction): Finding[] {
  const { notArticle, title, body, access, missing } = extraction;
  const reasons: Finding[] = [];
  if (notArticle !== null)
    reasons.push({ code: `not-article-${notArticle.what}`, field: null, message: notArticle.detail });
  if (title === null) reasons.push({ code: "no-title", field: "title", message: "no source gave a title" });
  if (body.length === 0 && access !== "partial") {
    reasons.push({
      code: "no-body",
      field: "body",
      message: "no text was found, and nothing says that it is paid for",
    });
  }
  for (const field of missing) {
    if (field === "title" || (field === "body" && body.length === 0 && access !== "partial")) continue;
    reasons.push({
      code: "required-missing",
      field,
      message: `the site file requires \`${field}\`, which the page does not give`,
    });
  }
  return reasons;
}

const MAX_NAME_LENGTH = 80;
const MAX_ROLE_LENGTH = 120;
const EARLIEST_YEAR = "1990";

/** Doubts about an article that is believed. */
export function doubtsAboutArticle(extraction: Extraction, fetchedAt: string): Finding[] {
  const { title, lead, body, authors, publishedAt, modifiedAt } = extraction;
  const doubts: Finding[] = [];
  const doubt = (code: string, field: string, message: string) => void doubts.push({ code, field, message });
  if (publishedAt !== null && publishedAt.slice(0, 4) < EARLIEST_YEAR) {
    doubt("date-long-ago", "publishedAt", `${publishedAt} lies before the Web`);
  }
  if (publishedAt !== null && publishedAt.slice(0, 10) > fetchedAt.slice(0, 10)) {
    doubt("date-in-future", "publishedAt", `${publishedAt} lies after the day on which the page was brought`);
  }
  if (publishedAt !== null && modifiedAt !== null && modifiedAt.slice(0, 10) < publishedAt.slice(0, 10)) {
    doubt("modified-before-published", "modifiedAt", `changed ${modifiedAt}, published ${publishedAt}`);
  }
  for (const { name, role } of authors) {
    if (name.length > MAX_NAME_LENGTH) doubt("name-long", "authors", `a name of ${name.length} characters`);
    if ((role?.length ?? 0) > MAX_ROLE_LENGTH) doubt("role-long", "authors", `a role of ${role?.length} characters`);
  }
  if (lead !== null && body.some(({ text }) => text === lead))
    doubt("body-repeats-lead", "body", "a block is the lead, word for word");
  if (title !== null && body[0]?.text === title) doubt("body-repeats-title", "body", "the first block is the title");
  const label = body.find(({ text }) => text.length <= MAX_LABEL_LENGTH && labels.test(text));
  if (label !== undefined)
    doubt(
      "body-holds-label",
      "body",
      `“${label.text}” is a block of it: an advertisement or links may stand beside it`,
    );
  const repeated = repeatedBlock(body.map(({ text }) => text));
  if (repeated !== undefined)
    doubt("body-repeats-itself", "body", `“${repeated.slice(0, 80)}” stands in it more than once`);
  return doubts;
}

/** What stands alone above advertisements and links, and is no sentence of an article. */
const labels =
  /^\(?(?:advertentie|advertorial|advertisement|anzeige|werbung|publicité|reclame|gesponsord|sponsored|ingezonden mededeling|partnerbijdrage|lees ook|lees meer|read more|lesen sie auch|delen|deel dit artikel)\)?:?$/i;

/** No label is longer: most blocks are, and need not be looked at. */
const MAX_LABEL_LENGTH = 24;

/** A long block that occurs twice: a text read from two containers, or a teaser within its own article. */
function repeatedBlock(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return texts.find((text) => text.length > 120 && (seen.has(text) || !seen.add(text)));
}
