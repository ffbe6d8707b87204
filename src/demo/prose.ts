import type { Chance } from "./random.ts";

const SUBJECTS = [
  "De gemeente Waterveen",
  "Het waterschap De Lage Kreek",
  "Wethouder Oosterling",
  "De raad van Zandmeer",
  "Een ambtenaar van Dijkhuizen",
  "Het college",
  "De provincie Middenland",
  "De griffier",
  "De vakbond Publiek & Trots",
  "Burgemeester Ter Haar",
  "De projectgroep",
  "Het wijkteam",
  "De directeur bedrijfsvoering",
  "De gemeentesecretaris",
  "De cliëntenraad",
  "Bureau Kompasroos",
];
const VERBS = [
  "wil dit najaar beginnen met",
  "ziet weinig heil in",
  "heeft jarenlang gewerkt aan",
  "stelt een onderzoek in naar",
  "trekt geld uit voor",
  "stopt voorlopig met",
  "is enthousiast over",
  "vraagt inwoners mee te denken over",
  "waarschuwt voor",
  "maakt haast met",
  "twijfelt nog over",
  "presenteert een plan voor",
];
const OBJECTS = [
  "de digitale balie",
  "het nieuwe zaaksysteem",
  "een kleiner stadhuis",
  "de coöperatieve zorg in de wijk",
  "het hergebruik van schoolgebouwen",
  "een proef met burgerberaden",
  "de reïntegratie van langdurig werklozen",
  "de aanleg van een ecologische oever",
  "het thuiswerkbeleid",
  "de financiële huishouding",
  "de Wet open archieven",
  "een knelpuntenanalyse",
  "het participatiebeleid",
  "de fusie met buurgemeente Zandmeer",
  "de vergroening van het dorpsplein",
  "het vergunningstelsel 3.0",
];
const TAILS = [
  "",
  "",
  ", zo blijkt uit een raadsbrief",
  ", en dat is volgens betrokkenen hard nodig",
  ", al kost dat meer dan begroot",
  ", waarbij zowel de baten als de lasten meetellen",
  ", maar de planning is ‘ambitieus’",
  " – tegen het advies van de accountant in",
  ", net als in 2016",
  ", meldt een woordvoerder desgevraagd",
];
const QUOTES = [
  "‘Wij willen geen plan voor in de la, maar een plan dat werkt’, zegt de wethouder.",
  "‘Je moet niet alles willen meten’, klinkt het in de wandelgangen.",
  "“Wij weten wel wat goed voor u is”, dat kan niet meer.",
  "‘De regels zijn helder, de praktijk is dat niet.",
  "Volgens de griffier is ‘de ‘rek’ er wel uit’.",
  "Het gaat om 1.250 huishoudens, ofwel 3,5 procent.",
];
const HEADINGS = [
  "Minder loketten",
  "Taaie materie",
  "Draagvlak in het dorp",
  "Zonder blauwdruk",
  "De rekening",
  "Oude reflexen",
  "Aan de keukentafel",
  "Niet alles tegelijk",
  "Lessen uit Dijkhuizen",
  "Wat de raad wil",
];
const OPENINGS = [
  "Goed stuk.",
  "Hier word ik niet vrolijk van.",
  "Eindelijk iemand die het zegt!",
  "Bij ons in de gemeente gaat het heel anders.",
  "Wat een gezwets.",
  "Dit deden wij in 1994 al.",
  "Mooi verhaal, maar wie betaalt dat?",
  '"Ambitieus", wat een grap.',
  "Ik mis de burger in dit verhaal.",
  "Helemaal mee eens.",
  "Tja ....",
  "Is hier ook onderzoek naar gedaan ?",
];
const REMARKS = [
  "Zolang de systemen niet met elkaar praten, helpt geen enkel programma.",
  "Vraag het de mensen aan de balie en/of in de wijk.",
  "Het rapport is vast duur geweest.",
  "Regel 1: wees bereikbaar. Regel 2: zie regel 1.",
  "Dat staat ook gewoon in artikel 12, lid 3.",
  "Wij zijn er in 2009 mee begonnen.En het loopt nog steeds.",
  "De 10% is ongereimd, maar dat terzijde.",
  "Men vergeet dat er ook nog zoiets is als een rekenkamer.",
  "Ik heb dertig jaar bij de overheid gewerkt en zag het drie keer langskomen.",
  "Wie een kuil graaft voor een ander … enfin.",
  "Kopiëren en net doen of het iets nieuws is.",
  "Niet iedereen kan thuiswerken -zeker niet bij de reiniging- dus houd daar rekening mee.",
];
const FIRST_NAMES = [
  "Aafke",
  "Bram",
  "Coosje",
  "Dirk-Jan",
  "Esmée",
  "Foppe",
  "Gijs",
  "Hüseyin",
  "Ilse",
  "Joost",
  "Katelijne",
  "Lodewijk",
  "Marijke",
  "Noud",
  "Oda",
  "Pleun",
];
const LAST_NAMES = [
  "Akkerman",
  "van den Berkel",
  "ten Wolde",
  "Koetsier",
  "de Roo",
  "van ’t Zandt",
  "Luijendijk",
  "Meulenbelt",
  "in ’t Veld",
  "Öztunç",
  "Slagmolen",
  "ter Beke",
  "v.d. Horst",
  "Wiersinga",
  "van der Ploegh",
  "Zijderveld",
];
const ROLES = [
  "projectleider",
  "Directeur Stichting De Open Polder",
  "gepens.",
  "adviseur / trainer",
  "programmamanager Ambitieprogramma excellente dienstverlening",
  "gepensioneerd ambtenaar",
  "Sales manager",
  "raadslid",
  "HR, gemeente Waterveen",
  "griffier a.i.",
  "beleidsmedewerker",
  "Zzp'er",
];

/** Whole invented Dutch sentences; nothing in them is real. */
export function sentence(chance: Chance): string {
  if (chance.happens(15)) return chance.pick(QUOTES);
  return `${chance.pick(SUBJECTS)} ${chance.pick(VERBS)} ${chance.pick(OBJECTS)}${chance.pick(TAILS)}.`;
}

export function paragraph(chance: Chance, low = 2, high = 5): string {
  return Array.from({ length: chance.between(low, high) }, () => sentence(chance)).join(" ");
}

export function headline(chance: Chance): string {
  return `${chance.pick(SUBJECTS)} ${chance.pick(VERBS)} ${chance.pick(OBJECTS)}`;
}

export function subheading(chance: Chance): string {
  return chance.pick(HEADINGS);
}

/** One paragraph of a reader's comment. */
export function remark(chance: Chance): string {
  const rest = Array.from({ length: chance.between(0, 3) }, () => chance.pick(REMARKS));
  return [chance.pick(OPENINGS), ...rest].join(" ");
}

export function journalist(chance: Chance): string {
  return `${chance.pick(FIRST_NAMES)} ${chance.pick(LAST_NAMES)}`;
}

/** A commenter's name in one of the spellings that readers use. */
export function commenter(chance: Chance): string {
  const first = chance.pick(FIRST_NAMES);
  const last = chance.pick(LAST_NAMES);
  return chance.pick([first, `${first} ${last}`, `${first[0]}. ${last}`, `${first} ${last}`.toLowerCase(), "Anoniem"]);
}

export function role(chance: Chance): string {
  return chance.pick(ROLES);
}
