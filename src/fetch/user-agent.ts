/** Where a webmaster reads what this crawler is, when nobody said whom to write to. */
const ABOUT_URL = "https://www.npmjs.com/package/oogst";

/**
 * The name by which every request says who asks: `oogst/1.2.3 (+https://…)`. `contact` is a web or mail address of whoever runs the
 * crawl. Throws a `TypeError` where it could not stand in a header.
 */
export function userAgentOf(version: string, contact: string = ABOUT_URL): string {
  if (!/^[\x21-\x27\x2a-\x7e]+$/.test(contact)) {
    const found = JSON.stringify(contact);
    throw new TypeError(
      `contact: expected a web or mail address in ASCII, without spaces and parentheses, found ${found}`,
    );
  }
  return `oogst/${version} (+${contact})`;
}
