import type { Finding } from "../model/outcome.ts";
import { ownText } from "../model/own-text.ts";
import type { RecordSeen } from "../model/record-seen.ts";
import { type Rates, readHistory, writeHistory } from "./run-history.ts";
import { SEEN_COMMENT_FIELDS, SEEN_FIELDS } from "./see-record.ts";

/** What only shows over many records of one site: reports, never repairs. */
export interface RunChecks {
  /** Takes one record in, as `seeRecord` saw it. */
  note(seen: RecordSeen): void;
  /** What stands out in this run, also against the site's history (as `history` gave it; null where there is none). */
  findings(history: string | null): Finding[];
  /** The site's history with this run in it, to be kept for the next. */
  history(before: string | null): string;
}

const MAX_TAILS = 20_000;
/** Comments that end alike are noted from so many, and from this share of all. */
const MIN_TAILS = 5;
const MIN_TAIL_SHARE = 0.05;
/** Rates of fewer records, or fewer letters, say nothing. */
const MIN_RECORDS = 10;
const MIN_LETTERS = 20_000;
/** Glued borders per 1,000 letters that are worth a look where nothing is known of the site. */
const MANY_GLUED = 0.5;

export function createRunChecks(): RunChecks {
  let records = 0;
  let comments = 0;
  const empty = new Map<string, number>();
  const tails = new Map<string, { count: number; readonly articles: Set<string> }>();
  const glued = { body: 0, comments: 0 };
  const letters = { body: 0, comments: 0 };

  const noteTail = (tail: string, articleId: string) => {
    const known = tails.get(tail);
    if (known === undefined && tails.size < MAX_TAILS)
      tails.set(ownText(tail), { count: 1, articles: new Set([articleId]) });
    if (known === undefined) return;
    known.count += 1;
    if (known.articles.size < 2) known.articles.add(articleId);
  };

  const rates = (): Rates => ({
    records,
    comments,
    empty: Object.fromEntries([
      ...SEEN_FIELDS.map((field) => [field, share(empty.get(field), records)]),
      ...SEEN_COMMENT_FIELDS.map((field) => [`comments.${field}`, share(empty.get(`comments.${field}`), comments)]),
    ]),
    glued: {
      body: letters.body < MIN_LETTERS ? null : (glued.body * 1000) / letters.body,
      comments: letters.comments < MIN_LETTERS ? null : (glued.comments * 1000) / letters.comments,
    },
  });

  return {
    note(seen) {
      records += 1;
      comments += seen.comments;
      for (const field of seen.emptyFields) increase(empty, field);
      for (const [field, count] of Object.entries(seen.emptyInComments)) increase(empty, `comments.${field}`, count);
      for (const part of ["body", "comments"] as const) {
        glued[part] += seen.glued[part];
        letters[part] += seen.letters[part];
      }
      for (const tail of seen.tails) noteTail(tail, seen.articleId);
    },
    findings(history) {
      const before = readHistory(history);
      return [...repeatedTails(tails, comments), ...emptierFields(rates(), before), ...gluedTexts(rates(), before)];
    },
    history: (before) => writeHistory(readHistory(before), rates()),
  };
}

const increase = (counts: Map<string, number>, key: string, by = 1) =>
  void counts.set(key, (counts.get(key) ?? 0) + by);
const share = (count: number | undefined, total: number) => (total === 0 ? 0 : (count ?? 0) / total);
const percent = (rate: number) => `${Math.round(rate * 100)} %`;

function repeatedTails(
  tails: ReadonlyMap<string, { readonly count: number; readonly articles: ReadonlySet<string> }>,
  comments: number,
): Finding[] {
  return [...tails]
    .filter(([, { count, articles }]) => count >= MIN_TAILS && articles.size > 1 && count >= comments * MIN_TAIL_SHARE)
    .sort(([, one], [, other]) => other.count - one.count)
    .slice(0, 5)
    .map(([tail, { count }]) => ({
      code: "comment-tail-repeated",
      field: "comments.text",
      message: `${count} of ${comments} comments end in “${tail.slice(0, 80)}”: furniture of the site?`,
    }));
}

/** A field that is empty clearly more often than before: by a fifth of all records, and by more than chance makes likely. */
function emptierFields(now: Rates, before: Rates | null): Finding[] {
  if (before === null) return [];
  return Object.entries(now.empty).flatMap(([field, rate]) => {
    const isOfComments = field.startsWith("comments.");
    const [count, past] = isOfComments ? [now.comments, before.comments] : [now.records, before.records];
    const was = before.empty[field];
    if (was === undefined || count < MIN_RECORDS || past < MIN_RECORDS) return [];
    const chance = 3 * Math.sqrt((Math.max(was, 0.01) * (1 - Math.min(was, 0.99))) / count);
    if (rate - was <= Math.max(0.2, chance)) return [];
    const message = `\`${field}\` is empty in ${percent(rate)} of ${isOfComments ? "comments" : "records"}, before in ${percent(was)}: has the markup changed?`;
    return [{ code: "field-emptier", field, message }];
  });
}

function gluedTexts(now: Rates, before: Rates | null): Finding[] {
  return (["body", "comments"] as const).flatMap((part) => {
    const rate = now.glued[part];
    const was = before?.glued[part] ?? null;
    if (rate === null || rate < (was === null ? MANY_GLUED : Math.max(MANY_GLUED / 2, was * 3))) return [];
    const message = `${rate.toFixed(1)} words a thousand letters seem glued together${was === null ? "" : `, before ${was.toFixed(1)}`}`;
    return [{ code: "text-glued", field: part === "body" ? "body" : "comments.text", message }];
  });
}
