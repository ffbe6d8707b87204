/** Fewer letters make no boilerplate: "Groet", "Mee eens." end many comments. */
const MIN_LENGTH = 25;

/**
 * The last lines that several of these texts share, with how many end so: help texts and signatures of the site that slipped into
 * comments. The whole text of a comment of one line is no tail of it.
 */
export function commonTails(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const tail = tailOf(text);
    if (tail !== undefined) counts.set(tail, (counts.get(tail) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count > 1));
}

/** The last line, or where there is only one line its last sentence; undefined where it is short or the whole text. */
export function tailOf(text: string): string | undefined {
  const whole = text.trimEnd();
  const lastBreak = whole.lastIndexOf("\n");
  const last = whole.slice(lastBreak + 1).trim();
  const tail = lastBreak >= 0 ? last : last.slice(lastSentenceStart(last));
  return tail.length >= MIN_LENGTH && tail.length < text.trim().length ? tail : undefined;
}

function lastSentenceStart(line: string): number {
  for (let at = line.length - 2; at > 0; at--)
    if (line[at] === " " && ENDS.includes(line[at - 1] ?? " ")) return at + 1;
  return 0;
}

const ENDS = ".!?…";
