/** An address that leads into endlessness, and why we think so. */
export interface Trap {
  readonly what:
    | "too-long"
    | "too-deep"
    | "repeating-path"
    | "session-id"
    | "calendar"
    | "counters"
    | "endless-query"
    | "template";
  readonly detail: string;
}

/**
 * Tells addresses that a crawler could follow for ever: relative links that pile up, session ids, calendars, queries in any
 * combination, and counters for each widget of a page that multiply with each other. Undefined for all others.
 */
export function detectTrap(url: string): Trap | undefined {
  if (url.length > MAX_URL_LENGTH) return { what: "too-long", detail: `${url.length} characters` };
  const address = new URL(url);
  const { pathname } = address;
  const searchParams = address.search === "" ? NO_QUERY : address.searchParams;
  const segments = pathname.split("/").filter((segment) => segment !== "");
  const names = [...searchParams.keys()];
  return (
    detectTemplate(url) ??
    detectDepth(segments) ??
    detectRepetition(segments) ??
    detectSession(pathname, searchParams) ??
    detectCounters(names) ??
    detectCalendar(segments, searchParams) ??
    detectCombinations(names)
  );
}

/**
 * The shape of an address, by which a run can count and limit how many of a kind it follows: dates are `D`, numbers `N`,
 * long hexadecimal ids `H`, values of a query `N` or `V`; parameters are in alphabetical order.
 */
export function patternOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const path = pathname
    .replace(/(?<=\/)\d{4}([-/])\d{1,2}(?:\1\d{1,2})?(?=\/|$)/g, "D")
    .replace(/(?<![0-9a-f])(?=[a-f]*\d)[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])/gi, "H")
    .replace(/(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{16,}(?![0-9a-z])/gi, "H")
    .replace(/\d+/g, "N");
  const query = [...searchParams]
    .map(
      ([name, value]) =>
        `${name.replace(/\d+/g, "N")}=${/^\d+$/.test(value) ? "N" : /^\d{4}-\d{2}/.test(value) ? "D" : "V"}`,
    )
    .toSorted();
  return `${host}${path}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** Of most addresses; reading a query makes a list of it each time. */
const NO_QUERY = new URLSearchParams();

const MAX_URL_LENGTH = 2048;
const MAX_SEGMENTS = 16;
const MAX_PARAMETERS = 8;

function detectDepth(segments: readonly string[]): Trap | undefined {
  if (segments.length <= MAX_SEGMENTS) return undefined;
  return { what: "too-deep", detail: `${segments.length} segments in the path` };
}

/** `/a/a/a`, `/a/b/a/b/a/b`, or one word four times anywhere: what a relative link makes that should have been absolute. */
function detectRepetition(segments: readonly string[]): Trap | undefined {
  for (let length = 1; length * 3 <= segments.length; length++) {
    let same = 0;
    for (let index = length; index < segments.length; index++) {
      same = segments[index] === segments[index - length] ? same + 1 : 0;
      if (same >= length * 2) {
        const period = segments.slice(index - length + 1, index + 1).join("/");
        return { what: "repeating-path", detail: `/${period} three times in a row` };
      }
    }
  }
  const often = segments.find((segment) => segments.filter((other) => other === segment).length >= 4);
  return often === undefined ? undefined : { what: "repeating-path", detail: `/${often} four times` };
}

const sessionNames = /^(?:php|j|asp|cf)sess(?:ion)?_?(?:id)?\w{0,12}$|^sess(?:ion)?_?id$|^cftoken$|^osc?sid$|^zenid$/i;
const likelySessionNames = /^(?:sid|s|session|token|cfid)$/i;

function detectSession(pathname: string, query: URLSearchParams): Trap | undefined {
  const inPath = /;(jsessionid|phpsessid|sid)=/i.exec(pathname) ?? /\/\(S\([a-z0-9]{20,}\)\)\//i.exec(pathname);
  if (inPath !== null) return { what: "session-id", detail: `${inPath[1] ?? "session id"} in the path` };
  for (const [name, value] of query) {
    const isSession =
      sessionNames.test(name) || (likelySessionNames.test(name) && /^(?=.*\d)[0-9a-z]{16,}$/i.test(value));
    if (isSession) return { what: "session-id", detail: `the parameter ${name}` };
  }
  return undefined;
}

/** `pageStart8=21&pageStart12=61`: one counter for each widget of a page; two together are one page in a product of all. */
function detectCounters(names: readonly string[]): Trap | undefined {
  const stems = new Map<string, string>();
  for (const name of names) {
    const stem = /^([a-z][a-z_-]*)\d+$/i.exec(name)?.[1]?.toLowerCase();
    if (stem === undefined) continue;
    const other = stems.get(stem);
    if (other !== undefined && other !== name) return { what: "counters", detail: `${other} and ${name}` };
    stems.set(stem, name);
  }
  return undefined;
}

const calendarWords = /^(?:calendar|kalender|cal|agenda|events?|evenementen|termine|veranstaltungen|calendrier)$/i;
const calendarNames = /^(?:tribe-bar-date|eventdate|event-date|calendar|cal_?date|ical|mini-?cal)$/i;

/** Days, weeks and months have no end; a calendar without a date in its address is a page like any other. */
function detectCalendar(segments: readonly string[], query: URLSearchParams): Trap | undefined {
  const named = [...query.keys()].find((name) => calendarNames.test(name));
  if (named !== undefined) return { what: "calendar", detail: `the parameter ${named}` };
  const at = segments.findIndex((segment) => calendarWords.test(segment));
  if (at < 0) return undefined;
  const rest = segments.slice(at + 1).join("/");
  if (/^(?:[a-z]+\/)?(?:19|20|21)\d{2}(?:[-/](?:w?\d{1,2}))*$/i.test(rest)) {
    return { what: "calendar", detail: `/${segments[at]}/${rest}` };
  }
  const dated = [...query].find(
    ([name, value]) => /^(?:date|day|week|month|year|datum|dag|maand|jaar)$/i.test(name) && /\d/.test(value),
  );
  return dated === undefined ? undefined : { what: "calendar", detail: `/${segments[at]} with ${dated[0]}` };
}

/** Facets and filters: `f[0]=…&f[1]=…&f[2]=…`, or more parameters than a page has reason for. */
function detectCombinations(names: readonly string[]): Trap | undefined {
  if (names.length > MAX_PARAMETERS) return { what: "endless-query", detail: `${names.length} parameters` };
  const counts = new Map<string, number>();
  for (const name of names) {
    const stem = name.replace(/\[[^\]]*\]/g, "");
    const count = (counts.get(stem) ?? 0) + 1;
    if (count > 2) return { what: "endless-query", detail: `the parameter ${stem} ${count} times` };
    counts.set(stem, count);
  }
  return undefined;
}

/** `{{url}}`, `${path}`, `<%= %>`: a template that nobody filled. */
function detectTemplate(url: string): Trap | undefined {
  const found = /(?:\{|%7b){2}|\$(?:\{|%7b)|(?:<|%3c)%(?:25)?=/i.exec(url);
  return found === null ? undefined : { what: "template", detail: "an unfilled template in the address" };
}
