/** Whether HTML begins with rows or cells whose table is missing: a parser takes them for no elements (HTML §13.2.6.4.7). */
export const isTableRows = (html: string): boolean => /^\ufeff?\s*<(?:tr|td|th|tbody|thead)[\s>]/i.test(html);

/** A body, in any encoding that has ASCII in it, with the table that its rows lack. */
export function inTable(body: Uint8Array): Uint8Array {
  if (!isTableRows(beginningOf(body))) return body;
  const whole = new Uint8Array(tableTag.length + body.length);
  whole.set(tableTag);
  whole.set(body, tableTag.length);
  return whole;
}

/** The first characters of a body, as far as they are ASCII. */
export const beginningOf = (body: Uint8Array): string => new TextDecoder("latin1").decode(body.subarray(0, 4096));

const tableTag = new TextEncoder().encode("<table>");
