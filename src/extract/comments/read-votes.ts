/** A printed number with its sign: "−1", "+5", "(12)", "1.234", "3 likes"; null where the text has none or more than one. */
export function readVotes(text: string): number | null {
  const numbers = [...text.matchAll(number)];
  if (numbers.length !== 1) return null;
  const [, sign = "", figures = "", thousands] = numbers[0]!;
  const value = Number(thousands === undefined ? figures.replace(/[.,\s\u00a0\u202f']/g, "") : scaled(figures));
  return Number.isSafeInteger(value) ? (isMinus(sign) ? -value : value) : null;

  function scaled(written: string): number {
    return Math.round(Number(written.replace(",", ".")) * (/^m/i.test(thousands!) ? 1_000_000 : 1000));
  }
}

// U+2212 is the minus sign; editors also write dashes.
const number =
  /([+\-\u2212\u2010-\u2013])?\s?(\d+(?:[.,\s\u00a0\u202f']\d{3})*(?!\d)(?:[.,]\d{1,2}(?=\s?[kKmM]\b))?)(?:\s?([kKmM])\b)?/g;

const isMinus = (sign: string): boolean => sign !== "" && sign !== "+";
