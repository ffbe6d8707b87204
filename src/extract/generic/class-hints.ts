import type { Element } from "domhandler";
import { ownText } from "../../model/own-text.ts";
import { isHeadingName } from "./heading-name.ts";
import { hint, vocabulary } from "./hint-words.ts";
import { wordFinder } from "./word-finder.ts";

export { hint } from "./hint-words.ts";

const findWords = wordFinder(vocabulary);

const byTag: Readonly<Record<string, number>> = {
  nav: hint.navigation,
  aside: hint.aside,
  footer: hint.footer,
  header: hint.header,
  figure: hint.caption,
  figcaption: hint.caption,
  form: hint.control,
  fieldset: hint.control,
  button: hint.control,
  dialog: hint.consent,
  menu: hint.navigation,
};

const byRole: Readonly<Record<string, number>> = {
  navigation: hint.navigation,
  menu: hint.navigation,
  menubar: hint.navigation,
  search: hint.navigation,
  complementary: hint.aside,
  contentinfo: hint.footer,
  banner: hint.header,
  dialog: hint.consent,
  alertdialog: hint.consent,
  button: hint.control,
  tablist: hint.control,
  toolbar: hint.control,
};

const remembered = new Map<string, number>();
const rememberedMax = 50_000;

/** Class names repeat within a page and between a site's pages, so each spelling is judged once. */
export function hintsOf(element: Element): number {
  const { attribs, name } = element;
  let hints = byTag[name] ?? 0;
  // Asked for by name: to enumerate attributes is dearer than all these look-ups.
  const { id, class: classes } = attribs;
  if (classes) hints |= namesSay(classes);
  if (id) hints |= namesSay(id);
  if (!classes) {
    for (const key of otherNames) {
      const value = attribs[key];
      if (value) hints |= namesSay(value);
    }
  }
  const { role, hidden, style, itemprop } = attribs;
  if (role) hints |= byRole[role.trim().toLowerCase()] ?? 0;
  if (hidden !== undefined && hidden !== "until-found") hints |= hint.hidden;
  if (attribs["aria-hidden"] === "true") hints |= hint.hidden;
  if (style && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) hints |= hint.hidden;
  if (itemprop && /(?:^|\s)articleBody(?:\s|$)/.test(itemprop)) hints |= hint.content;
  return isHeadingName(name) ? hints & ~notOfHeadings : hints;
}

// Where a framework leaves no class, it often leaves a name for tests.
const otherNames = ["data-testid", "data-component", "data-module"];

/** A heading is styled like the widget's title or the menu's; what it heads is told by what is around it. */
const notOfHeadings = hint.aside | hint.control | hint.navigation | hint.caption | hint.tags | hint.share | hint.byline;

function namesSay(value: string): number {
  const known = remembered.get(value);
  if (known !== undefined) return known;
  const spelled = spelledPlainly(value.length > 300 ? value.slice(0, 300) : value);
  let hints = findWords(spelled);
  if (remembered.size >= rememberedMax) remembered.clear();
  if (isShownNowhere(spelled)) hints |= hint.hidden;
  remembered.set(ownText(value), hints);
  return hints;
}

/** In lower case, humps and underscores as hyphens. */
function spelledPlainly(value: string): string {
  return /[^\0-@[-^`-\x7f]/.test(value)
    ? value
        .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
        .toLowerCase()
        .replace(/_+/g, "-")
    : value;
}

/** Utility classes (Bootstrap, Tailwind) that hide at every width, unless another shows again at some. */
function isShownNowhere(names: string): boolean {
  if (names.includes("d-none") && /(?:^|\s)d-none(?:\s|$)/.test(names))
    return !/(?:^|\s)d-(?:sm|md|lg|xl|xxl)-(?!none|print)/.test(names);
  return (
    names.includes("hidden") &&
    /(?:^|\s)hidden(?:\s|$)/.test(names) &&
    !/(?:^|\s)(?:sm|md|lg|xl|2xl|@\w+):(?:block|flex|grid|inline|table|contents)/.test(names)
  );
}
