/**
 * True when a button's words agree to something: cookies, terms, tracking. Such a button is never clicked, whatever the site file says.
 *
 * Dutch, Frisian, English, German and French, as consent dialogs word it. Words of refusing or of the least win over words of agreeing: "Niet
 * akkoord", "Nur notwendige akzeptieren" and "Continuer sans accepter" refuse; "Akkoord, niet meer tonen" does not.
 */
export function agrees(words: string): boolean {
  const text = words.normalize("NFKC").toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, " ").trim();
  return AGREEING.test(text.replace(/[.!]+$/, "")) && !REFUSING.test(text.replace(NO_MORE, " "));
}

// \b knows ASCII letters only, so letters are spelt out.
const whole = (words: string, flags = "u") => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, flags);

const AGREEING = whole(
  [
    "accepte(?:er|ren)|aanvaard(?:en)?|akkoord|instemmen|stem in|goedkeuren|toestaan|sta toe|toestemming geven|geef toestemming|ja,? graag|ik begrijp het|begrepen",
    "akseptearje|akkoart|tastean",
    "accept|agree|allow|consent|i understand|got it|enable all|turn on all",
    "akzeptier(?:e|en)|zustimmen|stimme zu|einverstanden|zulassen|erlauben|annehmen|verstanden",
    "accepte[rz]?|j'accepte|d'accord|autoriser|consentir|j'ai compris",
    "^(?:ok(?:é|ay)?|ja|yes|oui)(?:$|[,:;–-])",
  ].join("|"),
);

const REFUSING = whole(
  [
    "niet|geen|nee|zonder|weiger(?:en|t)?|afwijzen|wijs af|(?:alleen|enkel) (?:de )?(?:noodzakelijke?|functionele?|strikt noodzakelijke?|essentiële)",
    "net (?:akkoart|akseptearje|tastean)|gjin|wegerje",
    "not|no|don't|without|decline|reject|refuse|deny|only (?:the )?(?:necessary|essential|required)|(?:necessary|essential|required) only",
    "nicht|kein(?:e|en)?|nein|ohne|ablehnen|lehne ab|nur (?:die )?(?:technisch )?(?:notwendige|erforderliche|essenzielle)n?",
    "ne pas|n'accepte pas|pas d'accord|non|sans|refuser?|rejeter|uniquement (?:les )?(?:nécessaires|essentiels)",
  ].join("|"),
);

/** Refuses nothing but to be asked again. */
const NO_MORE = whole(
  [
    "(?:dit )?niet (?:meer|opnieuw|nog eens) (?:laten zien|tonen|vragen|weergeven)|(?:toon|vraag) (?:dit |mij |me )?niet (?:meer|opnieuw)",
    "(?:do not|don't) (?:show|ask|remind)(?: me)?(?: this)?(?: message)?(?: again)?",
    "nicht (?:mehr|wieder|erneut) (?:anzeigen|fragen|zeigen)",
    "ne plus (?:afficher|demander|montrer)",
  ].join("|"),
  "gu",
);
