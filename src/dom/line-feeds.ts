/** HTML §13.2.3.5: line ends of all systems as one, which parse5 does letter by letter. */
export function withLineFeeds(source: string): string {
  return source.includes("\r") ? source.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : source;
}
