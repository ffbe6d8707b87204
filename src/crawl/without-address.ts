/** A message about the page at `url`, to stand where that address stands already: most messages begin with it. */
export function withoutAddress(message: string, url: string): string {
  const start = `${url}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}
