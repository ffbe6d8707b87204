import { parseDate } from "../../../model/parse-date.ts";
import { type PageMap, shape, textOfRange } from "../page-map.ts";
import { hasZone, isAge } from "../read-date-text.ts";
import type { DateReading } from "../reading.ts";
import type { CommentDates } from "./comments-context.ts";
import { eachOwnNode, type ItemRange } from "./item.ts";

export interface ItemDate {
  readonly date: DateReading;
  readonly text: string;
  /** Node range that printed it; none of it is the comment's text. */
  readonly at: number;
}

const namesDate =
  /(?:^|[\s_-])(?:date|datum|time|datetime|timestamp|timeago|ago|posted|published|created|comment-?meta(?:data)?|meta|submitted|fecha|data|heure|dato|tid(?:punkt)?|pvm|aika|godzina|when|permalink|age|дата|время|tarih|zeit|tijd)(?:$|[\s_-])/i;
const readers =
  /^(?:datetime|content|title|data-(?:date|time|timestamp|utime|datetime|created|published|epoch)|publicationdate)$/;

/** What a board says before the day on which somebody joined it. */
export const sinceWhen =
  /(?:join(?:ed)?(?: date)?|registered|member since|anmeldungsdatum|registriert|angemeldet|dabei seit|mitglied seit|lid sinds|lid geworden|geregistreerd|inscri(?:t|te|ption)(?: le)?|membre depuis|registrad[oa]|se incorporó|miembro desde|registrato|iscritto(?: dal)?|iscrizione|rejestracja|dołączył\p{L}*|zarejestrowan[ya]|membro desde|registo|gick med|blev medlem|medlem siden|medlem sedan|registrován\p{L}*|založen)[\s:.]*$/iu;

/** When the item was written: the first element that names a date, an attribute of it before its text. */
export function readItemDate(page: PageMap, item: ItemRange, rules: CommentDates): ItemDate | undefined {
  let best: ItemDate | undefined;
  let bestScore = 0;
  eachOwnNode(page, item, (at) => {
    const form = page.shapes[at]!;
    if (bestScore >= 6 || (form !== shape.inline && form !== shape.block && form !== shape.skipped)) return;
    const node = page.nodes[at]!;
    if (!("attribs" in node)) return;
    const { attribs } = node;
    const length = page.textSums[page.ends[at]!]! - page.textSums[at]!;
    const isTime =
      page.names[at] === "time" ||
      /(?:^|\s)(?:datePublished|dateCreated|commentTime)(?:\s|$)/.test(attribs.itemprop ?? "") ||
      /date|created/.test(attribs.property ?? "");
    const isNamed = isTime || namesDate.test((attribs.class ?? "").replace(/([a-z])([A-Z])/g, "$1-$2"));
    const isLink = page.names[at] === "a" && length < 60 && /#/.test(attribs.href ?? "");
    if (
      !isNamed &&
      !isLink &&
      attribs.title === undefined &&
      attribs["data-timestamp"] === undefined &&
      attribs.publicationdate === undefined
    )
      return;
    if (length > 160) return;
    const shown = textOfRange(page, at, page.ends[at]!);
    for (const key in attribs) {
      if (!readers.test(key) || !/\d/.test(attribs[key]!)) continue;
      if (key === "title" && !isNamed && !isLink && !/\d{4}/.test(attribs[key]!)) continue;
      const read = reading(attribs[key]!, { ...rules, allowEpoch: key.startsWith("data-") });
      const score = isTime ? 6 : 4;
      if (read !== undefined && score > bestScore) {
        best = { date: read.date, text: shown || attribs[key]!, at };
        bestScore = score;
        return;
      }
    }
    if (shown === "" || !/\d|ago|geleden|gisteren|vor |hier|ieri|ayer|hace|siden|sedan|назад|önce/i.test(shown)) return;
    const read = reading(shown, { ...rules, find: true });
    const score = (isTime ? 5 : isNamed || isLink ? 3.5 : 2) - shown.length / 200;
    if (read !== undefined && score > bestScore) {
      best = { date: read.date, text: read.text, at };
      bestScore = score;
    }
  });
  return best;
}

/** A date anywhere in a line, with the piece that gave it. */
export function dateInLine(text: string, rules: CommentDates): { date: DateReading; text: string } | undefined {
  return /\d/.test(text) ? reading(text, { ...rules, find: true }) : reading(text, rules);
}

function reading(text: string, rules: CommentDates): { date: DateReading; text: string } | undefined {
  const result = parseDate(text, rules);
  if (result === undefined || result.precision === "year") return undefined;
  const { at, precision } = result;
  if (sinceWhen.test(text.slice(0, Math.max(0, text.indexOf(result.text))))) return undefined;
  // A time without a zone stays a day where none is known.
  const isUnsure = at.includes("T") && !rules.knowsZone && !hasZone(text) && !isAge(result);
  return { date: isUnsure ? { at: at.slice(0, 10), precision: "day" } : { at, precision }, text: result.text };
}
