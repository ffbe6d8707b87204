/** Longer texts of strangers are cut in messages and logs. */
const MAX_LENGTH = 200;

/**
 * Makes text that a server sent (a reason phrase, a header, a name) safe to show: what steers a terminal or a line reader stands there
 * as an escape, such as `\x1b`, and a long text is cut. For messages and logs, never for data.
 *
 * Escaped are control characters (C0, DEL, C1), line and paragraph separators, marks that turn the direction of text, and lone surrogates.
 */
export function printable(text: string, maxLength: number = MAX_LENGTH): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return cut.replace(UNSAFE, escapeOf);
}

const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escapeOf(character: string): string {
  const code = character.charCodeAt(0);
  const hexadecimal = code.toString(16);
  return code < 0x100 ? `\\x${hexadecimal.padStart(2, "0")}` : `\\u${hexadecimal.padStart(4, "0")}`;
}
