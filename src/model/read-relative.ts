import type { DateToken } from "./date-tokens.ts";
import { words } from "./fold-word.ts";

export type AgeUnit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

/** A date told from the moment of reading: "3 uur geleden", "gisteren", "vorige week". */
export interface RelativeReading {
  /** How long ago, in parts; empty for "zojuist". */
  readonly age: readonly { readonly count: number; readonly unit: AgeUnit }[];
  /** Index of the token after it. */
  readonly end: number;
  /**
   * How it is told: "gisteren" (a time may follow), "zojuist", "vorige week", "3 uur geleden", or bare as in "2 dgn",
   * which is only to be believed where nothing else stands in the text: reading times look the same.
   */
  readonly form: "day-name" | "now" | "last" | "ago" | "bare";
}

/** Reads the relative date that begins at token `start`. "hier" is yesterday only in French: by the page's language, or in "hier à". */
export function readRelative(
  tokens: readonly DateToken[],
  start: number,
  language: string | undefined,
): RelativeReading | undefined {
  if (tokens[start]?.kind === "mark") return undefined;
  return (
    readDayName(tokens, start, language) ?? readNow(tokens, start) ?? readLast(tokens, start) ?? readAgo(tokens, start)
  );
}

const UNITS: ReadonlyMap<string, AgeUnit> = new Map(
  Object.entries({
    second: "s sec secs second seconds seconde seconden sek sekunde sekunden secondes",
    minute: "m min mins minuut minuten minute minutes",
    hour: "u uur uren uurtje h hr hrs hour hours std stunde stunden heure heures",
    day: "d dg dgn dag dagen day days tag tage tagen j jour jours",
    week: "w wk wkn week weken weeks wks woche wochen wo sem semaine semaines",
    month: "mnd mnden maand maanden mo mos mth mths month months monat monate monaten mois",
    year: "jr jaar jaren y yr yrs year years jahr jahre jahren an ans annee annees",
  }).flatMap(([unit, list]) => [...words(list)].map((word) => [word, unit as AgeUnit] as const)),
);

/** Units of languages in which they count only with a word for "ago" beside them. */
const UNITS_WITH_AGO: ReadonlyMap<string, AgeUnit> = new Map(
  Object.entries({
    second:
      "segundo segundos secondo secondi sekunda sekundy sekund sekunder sekunti sekuntia sekundou sekundami saniye секунду секунды секунд",
    minute:
      "minuto minutos minuti minut minuty minuter minutter minuutti minuuttia minutou minutami dakika dk минуту минуты минут хвилину хвилини хвилин",
    hour: "hora horas ora ore godzina godziny godzin godzine godz timme timmar tim time timer tunti tuntia hodinou hodinami saat час часа часов годину години годин",
    day: "dia dias giorno giorni gg dzien dni dagar dage dager paiva paivaa dnem dny gun день дня днеи дні днів",
    week: "semana semanas settimana settimane tydzien tygodnie tygodni vecka veckor uge uger uke uker viikko viikkoa tydnem tydny hafta неделю недели недель тиждень тижні тижнів",
    month:
      "mes meses mese mesi miesiac miesiace miesiecy manad manader maned maneder kuukausi kuukautta mesicem mesici ay месяц месяца месяцев місяць місяці місяців",
    year: "ano anos anno anni rok lata lat ar vuosi vuotta rokem lety yil yıl год года лет рік роки років",
  }).flatMap(([unit, list]) => [...words(list)].map((word) => [word, unit as AgeUnit] as const)),
);

const DAYS_AGO: ReadonlyMap<string, number> = new Map([
  ...days(
    0,
    "vandaag vanochtend vanmorgen vanmiddag vanavond vannacht today tonight heute aujourd'hui hoy oggi hoje dzis dzisiaj idag tanaan dnes bugun сегодня сьогодні",
  ),
  ...days(
    1,
    "gisteren gister gisterochtend gistermorgen gistermiddag gisteravond yesterday gestern hier ayer ieri ontem wczoraj igar eilen vcera dun вчера вчора",
  ),
  ...days(
    2,
    "eergisteren vorgestern anteayer avantieri anteontem przedwczoraj forgars toissapaivana predevcirem позавчера",
  ),
]);

function days(count: number, list: string): [string, number][] {
  return [...words(list)].map((word) => [word, count]);
}

/** What may follow a day's name before the time: "gestern Abend", "heute Morgen", "hier soir". */
const DAY_PARTS = words("ochtend morgen middag avond nacht abend mittag vormittag nachmittag matin soir midi");

const JUST_NOW = [
  "zojuist",
  "daarnet",
  "zonet",
  "zo net",
  "zopas",
  "nu net",
  "net nu",
  "just now",
  "right now",
  "now",
  "moments ago",
  "a moment ago",
  "a few seconds ago",
  "a few moments ago",
  "few seconds ago",
  "less than a minute ago",
  "een paar seconden geleden",
  "enkele seconden geleden",
  "een paar tellen geleden",
  "minder dan een minuut geleden",
  "soeben",
  "gerade eben",
  "gerade",
  "eben",
  "vor wenigen sekunden",
  "vor ein paar sekunden",
  "a l'instant",
  "il y a quelques secondes",
  "ahora mismo",
  "hace un momento",
  "hace unos segundos",
  "proprio ora",
  "adesso",
  "pochi secondi fa",
  "agora mesmo",
  "przed chwila",
  "przed chwilą",
  "just nu",
  "lige nu",
  "akkurat na",
  "juuri nyt",
  "prave ted",
  "az once",
  "simdi",
  "только что",
].map((phrase) => phrase.split(" "));

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  [
    "een a an one ein eine einer einem einen un une una uno uma um jedna jeden jedna en et ett yksi bir один одну",
    "twee two zwei deux",
    "drie three drei trois",
    "vier four quatre",
    "vijf five funf cinq",
    "zes six sechs",
    "zeven seven sieben sept",
    "acht eight huit",
    "negen nine neun neuf",
    "tien ten zehn dix",
  ].flatMap((list, index) => [...words(list)].map((word) => [word, index + 1] as const)),
);

const ABOUT = words(
  "ongeveer circa ca zo'n bijna ruim about around almost nearly over etwa ungefahr rund fast environ casi quase quasi około okolo cerca unos unas",
);
const AGO = words("geleden terug ago her fa temu atras sedan siden sitten once назад тому");
/** Before the count: il y a, vor, hace, há, před. */
const AGO_BEFORE = words("vor hace pred");
/** "Godzinę temu", "час назад": one, where no figure stands. */
const ONE = words(
  "godzine minute dzien tydzien miesiac rok tunti paiva viikko kuukausi vuosi час день неделю месяц год минуту",
);
const AND = words("en and und et y e i og och ja и");
const LAST = words("vorig vorige afgelopen last letzte letzten letztes vergangene vergangenen");
const LAST_AFTER = words("dernier derniere passe passee");
const LAST_UNITS = words("week maand jaar month year woche monat jahr");
const FRENCH_LAST_UNITS = words("semaine mois annee an l'an l'annee");
const BARE_UNITS: ReadonlySet<AgeUnit> = new Set(["hour", "day", "week"]);
const MAX_COUNT = 10_000;

function readDayName(
  tokens: readonly DateToken[],
  start: number,
  language: string | undefined,
): RelativeReading | undefined {
  const key = tokens[start]!.key;
  if (key === "avant" && tokens[start + 1]?.key === "-" && tokens[start + 2]?.key === "hier") return day(2, start + 3);
  const second = tokens[start + 1];
  // Scandinavian in two words: "i går", "i dag".
  if (key === "i" && (second?.key === "gar" || second?.key === "dag") && second.text.length === 3)
    return day(second.key === "gar" ? 1 : 0, start + 2);
  const count = DAYS_AGO.get(key);
  const part = second;
  const isFrench = language?.startsWith("fr") || part?.key === "a";
  if (count === undefined || (key === "hier" && !isFrench)) return undefined;
  return day(count, part?.kind === "word" && DAY_PARTS.has(part.key) ? start + 2 : start + 1);
}

function day(count: number, end: number): RelativeReading {
  return { age: [{ count, unit: "day" }], end, form: "day-name" };
}

function readNow(tokens: readonly DateToken[], start: number): RelativeReading | undefined {
  const phrase = JUST_NOW.find((each) => each.every((word, index) => tokens[start + index]?.key === word));
  return phrase && { age: [], end: start + phrase.length, form: "now" };
}

/** vorige week, last month, letztes Jahr, la semaine dernière */
function readLast(tokens: readonly DateToken[], start: number): RelativeReading | undefined {
  const [first, second, third] = [tokens[start]!.key, tokens[start + 1]?.key, tokens[start + 2]?.key];
  if (LAST.has(first) && second !== undefined && LAST_UNITS.has(second)) return last(second, start + 2);
  const isFrench = second !== undefined && LAST_AFTER.has(second) && FRENCH_LAST_UNITS.has(first);
  if (isFrench) return last(first.replace("l'", ""), start + 2);
  const hasArticle = (first === "la" || first === "le") && second !== undefined && FRENCH_LAST_UNITS.has(second);
  return hasArticle && third !== undefined && LAST_AFTER.has(third) ? last(second, start + 3) : undefined;
}

function last(word: string, end: number): RelativeReading {
  return { age: [{ count: 1, unit: UNITS.get(word)! }], end, form: "last" };
}

/** 3 uur geleden, 1 dag, 2 uur geleden, an hour ago, vor 8 Stunden, il y a une heure, 2 dgn */
function readAgo(tokens: readonly DateToken[], start: number): RelativeReading | undefined {
  const first = tokens[start]!;
  // Without its accent it is Italian: "ha 3 anni" tells how old somebody is.
  const isVor = AGO_BEFORE.has(first.key) || first.text.toLowerCase() === "há";
  // Swedish and its neighbours frame the age: "för 3 timmar sedan".
  const isFramed = first.key === "for" && tokens[start + 1] !== undefined;
  const isIlYa = ["il", "y", "a"].every((word, index) => tokens[start + index]?.key === word);
  let at = skipAbout(tokens, start + (isVor || isFramed ? 1 : isIlYa ? 3 : 0));
  const next = tokens[start + 1];
  if (ONE.has(first.key) && next?.kind === "word" && AGO.has(next.key))
    return { age: [{ count: 1, unit: unitOf(first.key)! }], end: start + 2, form: "ago" };
  const isFigure = at === start && tokens[start]!.kind === "number";
  const age: { count: number; unit: AgeUnit }[] = [];
  while (age.length < 3) {
    const joint = tokens[at];
    const from = age.length > 0 && (joint?.key === "," || (joint?.kind === "word" && AND.has(joint.key))) ? at + 1 : at;
    const part = readAgePart(tokens, from);
    if (!part) break;
    age.push(part);
    at = part.end;
  }
  if (age.length === 0) return undefined;
  const isPrefixed = isVor || isIlYa;
  // "Önce" means before, "once" another thing.
  const isSuffixed =
    tokens[at]?.text.toLowerCase() !== "once" && !isPrefixed && tokens[at]?.kind === "word" && AGO.has(tokens[at]!.key);
  if (isPrefixed || isSuffixed) return { age, end: isSuffixed ? at + 1 : at, form: "ago" };
  // "over 3 dagen" is still to come, "een dag" is no date at all, and "5 min" is how long it takes to read.
  const isKnown = tokens.slice(start, at).every(({ kind, key }) => kind !== "word" || UNITS.has(key) || AND.has(key));
  return isFigure && isKnown && age.every(({ unit }) => BARE_UNITS.has(unit))
    ? { age, end: at, form: "bare" }
    : undefined;
}

function readAgePart(
  tokens: readonly DateToken[],
  start: number,
): { count: number; unit: AgeUnit; end: number } | undefined {
  const number = tokens[start];
  const word = tokens[start + 1];
  // "un'ora fa"
  if (number?.kind === "word" && number.key.startsWith("un'")) {
    const unit = UNITS_WITH_AGO.get(number.key.slice(3));
    if (unit !== undefined) return { count: 1, unit, end: start + 1 };
  }
  if (number === undefined || number.kind === "mark" || word?.kind !== "word") return undefined;
  const count = number.kind === "number" ? number.value : NUMBER_WORDS.get(number.key);
  const unit = unitOf(word.key);
  if (count === undefined || count > MAX_COUNT || unit === undefined) return undefined;
  const hasDot = tokens[start + 2]?.key === "." && tokens[start + 2]!.gap === "none";
  return { count, unit, end: hasDot ? start + 3 : start + 2 };
}

function unitOf(word: string): AgeUnit | undefined {
  return UNITS.get(word) ?? UNITS_WITH_AGO.get(word);
}

/** Past "ongeveer", "more than", "meer dan". */
function skipAbout(tokens: readonly DateToken[], start: number): number {
  const [first, second] = [tokens[start]?.key ?? "", tokens[start + 1]?.key ?? ""];
  if ((first === "meer" && second === "dan") || (first === "more" && second === "than")) return start + 2;
  return ABOUT.has(first) ? start + 1 : start;
}
