/** Hosts that only ask for consent, whatever site sent the reader there. Exact names, or a whole domain where it begins with a dot. */
export const consentHosts: readonly string[] = [
  "myprivacy.dpgmedia.nl",
  "myprivacy.dpgmedia.be",
  "privacy.dpgmedia.nl",
  "consent.google.com",
  "consent.youtube.com",
  "consent.yahoo.com",
  "guce.yahoo.com",
  "guce.advertising.com",
  "guce.oath.com",
  ".privacymanager.io",
  ".sp-prod.net",
  ".consensu.org",
];

/** What a host's first label is called where it only asks for consent. */
export const consentLabels =
  /^(?:consent|cookie-?consent|cookie-?wall|cookies|cmp|my-?privacy|privacy-?gate|privacy|guce|gdpr)$/;

/** Titles of pages that only ask for consent. */
export const consentTitles =
  /^(?:.*\bprivacy gate\b.*|before you continue(?: to .*)?|bevor sie fortfahren.*|voordat je (?:verdergaat|verder gaat).*|cookie-?(?:muur|wall|melding|toestemming|instellingen|consent|voorkeuren)|(?:geef )?toestemming(?: voor)? cookies?|we respect your privacy|wij? (?:respecteren|waarderen) (?:je|uw) privacy|nous respectons votre vie privée)$/i;

/** Whether a title says that there is no page. A page's title counts up to the site's name. */
export function isNotFoundTitle(title: string): boolean {
  return ofNotFound.test(title) && notFoundTitles.test(title);
}

/** A word of each title below: most titles have none, and then the long pattern need not be compiled. */
const ofNotFound = /404|gevonden|gefunden|bestaat|found|exist|introuvable|trouv/i;
const notFoundTitles =
  /^(?:(?:error|fout|http)?\s*404(?:\s*(?:error|fout))?[-–—|:.!,\s]*(?:(?:file |page |de |deze )?(?:pagina )?(?:not found|niet gevonden|bestaat niet))?|(?:oeps|oops|helaas|sorry)?[,!.… ]*(?:(?:deze|de|dit|het|die|der|the|this|that|diese|dieser|cette|cet|la|le) )?(?:opgevraagde |gevraagde |gezochte |requested |gesuchte |angeforderte )?(?:pagina|page|seite|artikel|article|bericht|nieuwsbericht)(?: die u zoekt| you requested| demandée)? (?:is )?(?:niet (?:meer )?gevonden|(?:kon|kan) niet (?:worden )?gevonden(?: worden)?|bestaat niet(?: meer)?|(?:was |could )?not (?:be )?found|does(?: not|n['’]t) exist|(?:wurde )?nicht gefunden|existiert nicht(?: mehr)?|introuvable|n['’]existe (?:pas|plus))|niet gevonden|not found|nicht gefunden|introuvable|page non trouvée)\s*[.!…]*$/i;

/** Paths of pages to log in at. */
export const loginPaths =
  /(?:^|\/)(?:log-?in|inloggen|aanmelden|sign-?in|signin|sso|oauth2?|authorize|anmelden|connexion|account\/login)(?:[/.?]|$)/i;
