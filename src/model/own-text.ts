/**
 * The same text in memory of its own.
 *
 * V8 keeps a text cut out of another as a view of that, and so the whole source of a page for the name of a class. What is remembered
 * beyond its page goes through here.
 */
export function ownText(text: string): string {
  // Joined, then cut: cutting flattens what was joined into new memory, and the view is of that. Shorter ones are no views.
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
