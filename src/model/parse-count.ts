import { foldWord, words } from "./fold-word.ts";
import { hasNonAscii } from "./letters.ts";
import { foldText } from "./text.ts";

/**
 * Reads the number of comments that a text declares: "Reacties: 10", "Reacties (10)", "1.234 reacties", "Eén reactie op “Titel 3.0”", "2,3K".
 * "Geen reacties", "Wees de eerste" and the bare invitations "Reageer" and "Leave a comment", which stand where the count would, are 0.
 * `undefined` where no count is declared for certain: "99+", "Reacties", "Geef een reactie", "10 nieuwe reacties".
 */
export function parseCount(text: string): number | undefined {
  const pieces = piecesOf(cutToLength(text));
  const alone = readAlone(pieces);
  if (alone !== undefined || pieces.length === 0) return alone;
  if (isInvitationToBeFirst(pieces)) return 0;
  for (let at = 0; at < pieces.length; at++) {
    if (!isNoun(pieces[at]!)) continue;
    if (isNegated(pieces, at)) return 0;
    const count = readBefore(pieces, at) ?? readAfter(pieces, at) ?? readWordBefore(pieces, at);
    if (count !== undefined) return count;
  }
  return undefined;
}

/**
 * Reads a vote or score, which may be below zero: "+5", "-2", "−1", "score=1", "Score: 3", "12 likes", "1,2K".
 * `undefined` where the text is more or other than one number with its label: "+5 / −2", "87%".
 */
export function parseVotes(text: string): number | undefined {
  const match = VOTES.exec(cutToLength(text));
  const size = match ? readNumber(match[2]!, match[3]) : undefined;
  if (size === undefined) return undefined;
  return size !== 0 && match![1] !== "" && match![1] !== "+" ? -size : size;
}

/** A title may follow the count; more than this much text declares nothing. */
const MAX_LENGTH = 500;
const cutToLength = (text: string): string => foldText(text.slice(0, 2 * MAX_LENGTH)).slice(0, MAX_LENGTH);

interface Piece {
  readonly text: string;
  /** A word as the tables hold it; a number or mark as it stands. */
  readonly key: string;
  readonly isNumber: boolean;
  readonly hasGap: boolean;
}

// A number may have its thousands set apart by spaces; a year before it may not be taken for them.
const PIECE = /\d{1,3}(?: \d{3}(?!\d))+|\d+(?:[.,'’]\d+)*|\p{L}+(?:['’-]\p{L}+)*|\S/gu;
const ASCII_PIECE = /\d{1,3}(?: \d{3}(?!\d))+|\d+(?:[.,']\d+)*|[A-Za-z]+(?:['-][A-Za-z]+)*|\S/g;

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(hasNonAscii(text) ? PIECE : ASCII_PIECE)].map(({ 0: piece, index }) => {
    const isNumber = piece >= "0" && piece < ":";
    return { text: piece, key: isNumber ? piece : foldWord(piece), isNumber, hasGap: text[index - 1] === " " };
  });
}

const NOUNS =
  `reactie reacties comment comments commentaar commentaren commentaire commentaires kommentar kommentare kommentaren reaction
  reactions reply replies response responses reponse reponses antwoorden antwort antworten opmerking opmerkingen bijdrage bijdragen reaksje reaksjes
  thought thoughts beitrag beitrage meinung meinungen gedanke gedanken discussie discussies discussion discussions diskussion reageer reageren`.split(
    /\s+/,
  );
const SINGULAR = words(
  "reactie comment commentaar commentaire kommentar reaction reply response reponse antwort opmerking bijdrage beitrag",
);
const NEGATIONS = words("geen no zero keine kein aucun aucune pas");
/** What may stand between a negation and the noun: "pas encore de commentaire". */
const BETWEEN = words("de encore user reader");
/** After "een reactie", these make it an invitation: "Een reactie plaatsen". */
const INVITATIONS = words(
  "plaatsen achterlaten geven schrijven toevoegen insturen schreiben hinterlassen verfassen abgeben posten",
);
const COUNT_INTRODUCTIONS = words("er is zijn there are es gibt il y a");
const RANGE_WORDS = words("van of von de sur t/m tot to bis");
const NONE_BEGINNINGS = [
  "reageer als eerste",
  "nog niet gereageerd",
  "wees de eerste",
  "wees als eerste",
  "plaats als eerste",
  "plaats de eerste",
  "schrijf de eerste",
  "schrijf als eerste",
  "geef als eerste",
  "geef de eerste",
  "be the first",
  "sei der erste",
  "sei die erste",
  "seien sie der erste",
  "schreibe den ersten",
  "schreiben sie den ersten",
  "ersten kommentar",
  "jetzt ersten kommentar",
  "soyez le premier",
  "soyez la premiere",
];
const NONE_TEXTS = new Set([
  "reageer",
  "reageren",
  "reageer op dit artikel",
  "reageer op dit bericht",
  "leave a comment",
]);
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  [
    "nul zero null",
    "een one a ein eine un une",
    "twee two zwei deux",
    "drie three drei trois",
    "vier four quatre",
    "vijf five funf cinq",
    "zes six sechs",
    "zeven seven sieben sept",
    "acht eight huit",
    "negen nine neun neuf",
    "tien ten zehn dix",
    "elf eleven onze",
    "twaalf twelve zwolf douze",
  ].flatMap((list, value) => [...words(list)].map((word) => [word, value] as const)),
);
const MULTIPLES: Readonly<Record<string, number>> = { k: 1e3, tsd: 1e3, m: 1e6, mln: 1e6, mio: 1e6 };
const VOTES =
  /^[([]?(?:(?:score|likes?|votes?|stemmen|punten|points?|punkte|upvotes?|downvotes?|karma|waardering|saldo) ?[:=]? ?)?([+\-−–‒]?) ?(\d{1,3}(?: \d{3})+|\d+(?:[.,'’]\d+)*) ?(k|m|mln)?(?: ?(?:likes?|votes?|stem|stemmen|punt|punten|points?|punkte?|upvotes?|downvotes?|duimpjes?))?[)\]]?$/i;

/** "87", "(87)", "2,3K": nothing but the number. */
function readAlone(pieces: readonly Piece[]): number | undefined {
  const inner = pieces.filter(({ key }) => !"()[]".includes(key));
  const [number, multiple] = inner;
  if (!number?.isNumber || inner.length > 2 || pieces.length > inner.length + 2) return undefined;
  if (inner.length === 2 && MULTIPLES[multiple!.key] === undefined) return undefined;
  return readNumber(number.text, multiple?.key);
}

function isInvitationToBeFirst(pieces: readonly Piece[]): boolean {
  const text = pieces
    .filter(({ text: piece }) => LETTER_OR_FIGURE.test(piece))
    .map(({ key }) => key)
    .join(" ");
  return NONE_TEXTS.has(text) || NONE_BEGINNINGS.some((beginning) => text.startsWith(beginning));
}

const LETTER_OR_FIGURE = /[\p{L}\d]/u;

/** Geen reacties, no user comments, pas encore de commentaire. */
function isNegated(pieces: readonly Piece[], noun: number): boolean {
  let at = noun - 1;
  while (at >= 0 && BETWEEN.has(pieces[at]!.key)) at--;
  return at >= 0 && NEGATIONS.has(pieces[at]!.key);
}

/** A noun for comments, also as the end of a compound: "lezersreacties". */
const isNoun = ({ key, isNumber }: Piece): boolean => !isNumber && NOUNS.some((noun) => key.endsWith(noun));

/** 10 reacties, 2,3K comments. "99+ reacties" and "+5 reacties" are no whole count. */
function readBefore(pieces: readonly Piece[], noun: number): number | undefined {
  const hasMultiple = MULTIPLES[pieces[noun - 1]?.key ?? ""] !== undefined;
  const at = hasMultiple ? noun - 2 : noun - 1;
  const number = pieces[at];
  if (!number?.isNumber) return undefined;
  const before = pieces[at - 1];
  const isSigned = before !== undefined && !number.hasGap && !/[([|•·:]/.test(before.key);
  return isSigned ? undefined : readNumber(number.text, hasMultiple ? pieces[noun - 1]!.key : undefined);
}

/** Reacties: 10, Reacties (10), Reacties 10, Reactie(s): 10. "Reactie 5" is the name of one, "Reacties 1 - 20" a page of them. */
function readAfter(pieces: readonly Piece[], noun: number): number | undefined {
  const hasBracketedPlural =
    pieces[noun + 1]?.key === "(" && pieces[noun + 3]?.key === ")" && !pieces[noun + 2]!.isNumber;
  let at = noun + (hasBracketedPlural ? 4 : 1);
  const mark = pieces[at]?.key ?? "";
  const isLabelled = mark === ":" || mark === "(" || mark === "[";
  if (!isLabelled && !hasBracketedPlural && SINGULAR.has(pieces[noun]!.key)) return undefined;
  if (isLabelled || mark === "|" || mark === "•" || mark === "·") at++;
  const number = pieces[at];
  if (!number?.isNumber) return undefined;
  const multiple = MULTIPLES[pieces[at + 1]?.key ?? ""] === undefined ? undefined : pieces[at + 1]!.key;
  const after = pieces[at + (multiple === undefined ? 1 : 2)]?.key ?? "";
  if ("+%-–/".includes(after) && after !== "") return undefined;
  return RANGE_WORDS.has(after) ? undefined : readNumber(number.text, multiple);
}

/** Eén reactie, twee reacties, er is één reactie: only at the beginning, for "een reactie" is a common phrase. */
function readWordBefore(pieces: readonly Piece[], noun: number): number | undefined {
  const count = NUMBER_WORDS.get(pieces[noun - 1]?.key ?? "");
  const isAtStart = pieces.slice(0, Math.max(0, noun - 1)).every(({ key }) => COUNT_INTRODUCTIONS.has(key));
  return isAtStart && !INVITATIONS.has(pieces[noun + 1]?.key ?? "") ? count : undefined;
}

/** "1.234" has thousands, "2,3" with K a decimal. A decimal without K or M counts nothing. */
function readNumber(figures: string, multiple: string | undefined): number | undefined {
  const isWhole = /^(?:\d+|\d{1,3}([ .,'’])\d{3}(?:\1\d{3})*)$/.test(figures);
  const value =
    multiple === undefined
      ? isWhole && Number(figures.replace(/[ .,'’]/g, ""))
      : Math.round(Number(figures.replace(",", ".")) * MULTIPLES[multiple.toLowerCase()]!);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
