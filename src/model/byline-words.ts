import { words } from "./fold-word.ts";

/** What introduces the names, in lower case and without diacritics; a colon or white space follows. Longer ones first. */
export const BYLINE_LABELS = [
  "geschreven door",
  "geplaatst door",
  "gepubliceerd door",
  "samengesteld door",
  "opgetekend door",
  "tekst en foto's",
  "tekst en foto",
  "tekst en beeld",
  "tekst door",
  "een artikel van",
  "artikel door",
  "bericht door",
  "column door",
  "door",
  "tekst",
  "auteurs",
  "auteur",
  "written by",
  "posted by",
  "reported by",
  "published by",
  "words by",
  "story by",
  "text by",
  "by",
  "text",
  "words",
  "authors",
  "author",
  "geschrieben von",
  "verfasst von",
  "veroffentlicht von",
  "ein artikel von",
  "ein beitrag von",
  "ein gastbeitrag von",
  "ein kommentar von",
  "ein interview von",
  "eine analyse von",
  "eine kolumne von",
  "von",
  "autorin",
  "autoren",
  "autor",
  "publie par",
  "redige par",
  "ecrit par",
  "propos recueillis par",
  "un article de",
  "par",
  "texte",
] as const;

/** These are labels only with a colon: alone they are names as people sign them. */
export const COLON_LABELS = [
  "redactie",
  "redaktion",
  "redaction",
  "redacteur",
  "verslaggever",
  "reporter",
  "naam",
  "name",
  "nom",
] as const;

/** Between two names. */
export const AND_WORDS = words("en and und et");

/** Between two names only where both are whole: "Ramón y Cajal" and "Puig i Cadafalch" are one. */
export const AND_BETWEEN_WHOLE_NAMES = words("y e i och og oraz ja ve и і та και");

/** Lower-case words with which a name may begin or go on: "van den Berg", "'t Hooft". */
export const NAME_PARTICLES = words(
  "van de den der het t 't te ten ter op in s 's d' l' von vom zu zum zur auf di da du des del della do dos das la le les el al ibn bin ben af av y",
);

/** Ends of words that name an office or trade: a capital does not make a name of "Politiek verslaggever". */
export const ROLE_ENDINGS =
  `verslaggever verslaggeefster redacteur redactrice correspondent correspondente columnist columniste journalist journaliste
  medewerker medewerkster stagiair stagiaire onderzoeker hoogleraar adviseur adviseuse directeur directrice wethouder burgemeester raadslid projectleider
  voorzitter hoofdredactie econoom jurist lector docent ambtenaar secretaris
  editor reporter writer producer professor columnist analyst researcher director
  redakteur redakteurin korrespondent korrespondentin reporterin journalistin volontar volontarin praktikant praktikantin chefredakteur
  redacteurs journalistes envoye envoyee professeur`.split(/\s+/);

/** Names of desks and offices hold "en" without being two: "Bureau Wonen en Zorg". */
export const ORGANISATIONS = words(
  `redactie redaktion redaction bureau team stichting ministerie gemeente provincie vereniging afdeling dienst ressort rubriek department ministry
   universiteit university universitat universite hogeschool hochschule college instituut institute institut partij fractie`,
);

/** Agencies that sign in lower case. */
export const LOWER_CASE_AGENCIES = words("dpa afp ap sid kna epd apa ots anp reuters belga novum");

/** Whoever stands after these made the pictures. */
export const PICTURE_WORDS = words(
  "foto foto's fotos fotografie fotograaf beeld beelden illustratie illustraties photo photos photography photographs picture pictures bild bilder fotograf illustration illustrations video camera graphic graphics grafik",
);

/** What follows is where, for whom or with whose help, no longer the name. */
export const AFTER_NAMES =
  / (?:(?:in|aus|uit|from|for|voor|für|pour) (?=\p{Lu})|met medewerking van |met dank aan |in samenwerking met |with (?:reporting|contributions) |mit material |avec )/u;
