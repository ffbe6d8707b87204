import type { Block } from "../model/article-record.ts";
import { commenter, headline, journalist, paragraph, remark, role, sentence, subheading } from "./prose.ts";
import { type Chance, chanceFrom } from "./random.ts";

/** What is true of a comment, before any markup. */
export interface DemoComment {
  /** The publisher's id; the modern layout does not print it. */
  readonly number: number;
  readonly author: string;
  readonly role: string | null;
  readonly paragraphs: readonly string[];
  /** An instant with offset; the modern layout does not print it. */
  readonly publishedAt: string;
}

/** What is true of an article, before any markup: the ground truth a crawl is compared with. */
export interface DemoArticle {
  readonly index: number;
  readonly path: string;
  /** `modern` prints hooks for selectors (family F1); `structured` carries JSON-LD and microdata (family F5); `scripted` brings its comments by script (F8, F9). */
  readonly layout: "modern" | "structured" | "scripted";
  readonly section: string;
  readonly kind: string;
  readonly title: string;
  readonly lead: string | null;
  /** "2026-01-29"; the structured layout adds a time. */
  readonly day: string;
  readonly publishedAt: string;
  readonly author: { readonly name: string; readonly role: string | null } | null;
  readonly body: readonly Block[];
  readonly image: {
    readonly path: string;
    readonly alt: string | null;
    readonly caption: string | null;
    readonly credit: string | null;
  } | null;
  readonly isPartnerContent: boolean;
  /** The sentence that sends readers to a log-in, or null where all can be read. */
  readonly promo: string | null;
  readonly comments: readonly DemoComment[];
  /** What the page claims; differs from `comments.length` on a few pages, as on real ones. */
  readonly declared: number;
}

export interface Magazine {
  readonly articles: readonly DemoArticle[];
  readonly sections: readonly string[];
}

export const SECTIONS = ["bestuur", "carrière", "ruimte", "sociaal", "digitaal"] as const;
const KINDS = ["Nieuws", "Nieuws", "Nieuws", "Opinie", "Achtergrond"] as const;

/** Invents a magazine: newest article first, the same for the same numbers. */
export function makeMagazine(options: {
  readonly articleCount: number;
  readonly maxComments: number;
  readonly seed: number;
}): Magazine {
  const chance = chanceFrom(options.seed);
  const articles = Array.from({ length: options.articleCount }, (_, index) =>
    makeArticle(index, chance, options.maxComments),
  );
  return { articles, sections: SECTIONS };
}

/** The path of a section: accents go, as publishers do. */
export function sectionPath(section: string): string {
  return `/${slugOf(section)}`;
}

function makeArticle(index: number, chance: Chance, maxComments: number): DemoArticle {
  const section = SECTIONS[index % SECTIONS.length] as string;
  const layout = section === "digitaal" ? "structured" : "modern";
  const title = headline(chance);
  const day = dayBefore("2026-06-30", index);
  const publishedAt =
    layout === "modern" ? day : `${day}T${pad(chance.between(6, 22))}:${pad(chance.between(0, 59))}:00${offsetOf(day)}`;
  const comments = makeComments(index, chance, layout, day, maxComments);
  const isPartnerContent = index % 17 === 11;
  return {
    index,
    path: `${sectionPath(section)}/${slugOf(title)}-${index}`,
    layout,
    section,
    kind: isPartnerContent ? "Partnerbijdrage" : chance.pick(KINDS),
    title,
    lead: index % 7 === 3 ? null : paragraph(chance, 2, 3),
    day,
    publishedAt,
    author: index % 3 === 0 ? null : { name: journalist(chance), role: index % 6 === 1 ? "redacteur bestuur" : null },
    body: makeBody(index, chance),
    image: makeImage(index, chance),
    isPartnerContent,
    promo:
      index % 9 === 4
        ? `Lees het volledige interview in De Polderklerk nr. ${chance.between(1, 24)} van deze week (inlog)`
        : null,
    comments,
    declared: comments.length > 2 && index % 13 === 6 ? comments.length + 1 : comments.length,
  };
}

function makeBody(index: number, chance: Chance): Block[] {
  const body: Block[] = [{ type: "paragraph", text: paragraph(chance), level: null }];
  const parts = chance.between(1, 4);
  for (let part = 0; part < parts; part++) {
    body.push({ type: "heading", text: `${subheading(chance)}${part > 0 ? ` (${part + 1})` : ""}`, level: 2 });
    for (let count = chance.between(1, 3); count > 0; count--)
      body.push({ type: "paragraph", text: paragraph(chance), level: null });
  }
  if (index % 5 === 2) body.push({ type: "quote", text: sentence(chance), level: null });
  if (index % 8 === 5)
    for (let item = 0; item < 3; item++) body.push({ type: "list-item", text: sentence(chance), level: 1 });
  return body;
}

function makeImage(index: number, chance: Chance): DemoArticle["image"] {
  if (index % 6 === 5) return null;
  const path = `/files/beeld-${index}.jpg`;
  // Every other picture has its file name for alternative text, as content systems fill it in.
  if (index % 2 === 0) return { path, alt: null, caption: null, credit: null };
  return {
    path,
    alt: `Het stadhuis op een ${chance.pick(["grijze", "zonnige"])} dag`,
    caption: sentence(chance),
    credit: journalist(chance),
  };
}

function makeComments(
  index: number,
  chance: Chance,
  layout: DemoArticle["layout"],
  day: string,
  maxComments: number,
): DemoComment[] {
  const count =
    index % 4 === 0 ? 0 : index % 11 === 1 ? maxComments : chance.between(1, Math.max(1, Math.round(maxComments / 5)));
  return Array.from({ length: Math.min(count, maxComments) }, (_, place) => {
    const paragraphs = Array.from({ length: chance.happens(25) ? chance.between(2, 4) : 1 }, () => remark(chance));
    const after = dayBefore(day, -1 - Math.floor(place / 8));
    return {
      number: index * 1000 + place + 1,
      author: commenter(chance),
      role: chance.happens(55) ? role(chance) : null,
      // No two comments of an article are the same, so that each can be told apart by what it says.
      paragraphs: [
        `${paragraphs[0]} (${layout === "modern" ? "reactie" : "bijdrage"} ${place + 1})`,
        ...paragraphs.slice(1),
      ],
      publishedAt: `${after}T${pad(7 + (place % 8))}:${pad(chance.between(0, 59))}:00${offsetOf(after)}`,
    };
  });
}

/** The day `days` before `day`; a negative number goes forward. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Central European offset at noon of a day: summer time from the last Sunday of March to the last of October. */
function offsetOf(day: string): string {
  const year = Number(day.slice(0, 4));
  return day >= lastSunday(year, 3) && day < lastSunday(year, 10) ? "+02:00" : "+01:00";
}

function lastSunday(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 0, 12));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}

function slugOf(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[^A-Za-z0-9 ]/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, "-");
}

const pad = (figure: number) => String(figure).padStart(2, "0");
