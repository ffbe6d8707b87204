/**
 * True when a button's words agree to something: cookies, terms, tracking. Such a button is never clicked, whatever the site file says.
 *
 * Dutch, English, German and French, as consent dialogs word it. Words of refusing or of the least win over words of agreeing: "Niet
 * akkoord", "Nur notwendige akzeptieren" and "Continuer sans accepter" refuse.
 */
export function agrees(words: string): boolean {
  const text = words.normalize("NFKC").toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, " ").trim();
  return AGREEING.test(text.replace(/[.!]+$/, "")) && !REFUSING.test(text);
}

// \b knows ASCII letters only, so letters are spelt out.
const whole = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "u");

const AGREEING = whole(
  [
    "accepte(?:er|ren)|akkoord|instemmen|stem in|toestaan|sta toe|toestemming geven|geef toestemming|ja,? graag|ik begrijp het",
    "accept|agree|allow|consent|i understand|got it",
    "akzeptier(?:e|en)|zustimmen|stimme zu|einverstanden|zulassen|erlauben|annehmen",
    "accepte[rz]?|j'accepte|d'accord|autoriser|consentir",
    "^ok(?:é|ay)?$|^ja$|^yes$|^oui$",
  ].join("|"),
);

const REFUSING = whole(
  [
    "niet|geen|nee|zonder|weiger(?:en|t)?|afwijzen|wijs af|(?:alleen|enkel) (?:de )?(?:noodzakelijke?|functionele?|strikt noodzakelijke?|essentiële)",
    "not|no|don't|without|decline|reject|refuse|deny|only (?:the )?(?:necessary|essential|required)|(?:necessary|essential|required) only",
    "nicht|kein(?:e|en)?|nein|ohne|ablehnen|lehne ab|nur (?:die )?(?:technisch )?(?:notwendige|erforderliche|essenzielle)n?",
    "ne pas|n'accepte pas|pas d'accord|non|sans|refuser?|rejeter|uniquement (?:les )?(?:nécessaires|essentiels)",
  ].join("|"),
);
