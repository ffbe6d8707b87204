/** Longer texts are left to RE2: a plain pattern goes back over what it took, in time square in the text at most. */
export const MAX_PLAIN_TEXT = 200;

/**
 * A pattern as the engine's own regular expression, where it is so plain that both mean the same and no short text takes long: letters,
 * classes, groups that are not repeated, and one repetition (two behind `^`). Undefined else.
 *
 * Most patterns of site files are: `^comment-(\d+)$`. RE2, written in JavaScript, takes ten times as long for them.
 */
export function plainPattern(text: string): RegExp | undefined {
  const source = translate(text);
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}

const LITERAL = /^[\w \-/:;,=@%&~!#'"<>]/;
const CLASS = /^\[\^?(?:[\w /.:;,=@%&~!#'"<>()+*?-]|\\[dw.\-/])+\]/;
const QUANTIFIER = /^(?:[*+?]|\{(\d{1,2})(,(\d{1,2})?)?\})\??/;
const GROUP = /^\((?:\?:|\?P?<([A-Za-z]\w*)>|(?!\?))/;
const ESCAPED = /^\\(?:[dw]|[^\w\s])/;

function translate(text: string): string | undefined {
  let source = "";
  let repetitions = 0;
  let depth = 0;
  let at = 0;
  const isAnchored = text.startsWith("^");
  if (isAnchored) {
    source = "^";
    at = 1;
  }
  while (at < text.length) {
    const rest = text.slice(at);
    if (rest === "$") {
      source += "$";
      break;
    }
    const group = GROUP.exec(rest);
    if (group !== null) {
      source += group[1] === undefined ? group[0] : `(?<${group[1]}>`;
      depth++;
      at += group[0].length;
      continue;
    }
    if (rest.startsWith(")")) {
      if (--depth < 0 || QUANTIFIER.test(rest.slice(1))) return undefined;
      source += ")";
      at++;
      continue;
    }
    const atom = atomOf(rest);
    if (atom === undefined) return undefined;
    source += atom.source;
    at += atom.length;
    const quantifier = QUANTIFIER.exec(text.slice(at));
    if (quantifier === null) continue;
    const [written, least, open, most] = quantifier;
    if (written[0] !== "?" && (least === undefined || (open !== undefined && Number(most ?? 99) > 3))) repetitions++;
    source += written;
    at += written.length;
    if (/^[*+?{]/.test(text.slice(at))) return undefined;
  }
  return depth === 0 && repetitions <= (isAnchored ? 2 : 1) ? source : undefined;
}

function atomOf(rest: string): { readonly source: string; readonly length: number } | undefined {
  // RE2's dot takes all but a line feed.
  if (rest.startsWith(".")) return { source: "[^\\n]", length: 1 };
  const plain = LITERAL.exec(rest) ?? CLASS.exec(rest);
  if (plain !== null) return { source: plain[0], length: plain[0].length };
  const escaped = ESCAPED.exec(rest)?.[0];
  if (escaped === undefined) return undefined;
  const isLiteral = !/^\\[dw]$/.test(escaped) && !/[\^$\\.*+?()[\]{}|/]$/.test(escaped);
  return { source: isLiteral ? escaped.slice(1) : escaped, length: escaped.length };
}
