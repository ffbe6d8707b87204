// Patterns over all of Unicode cost V8 a third of a millisecond each to compile, and most texts have an ASCII letter near their beginning:
// what asks whether there is any letter asks for that first.

const ASCII_LETTER_OR_DIGIT = /[A-Za-z0-9]/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LETTER_DIGIT_OR_SIGN = /[\p{L}\p{N}\p{S}]/u;
const NON_ASCII = /[^\0-\x7f]/;

/** Whether a text has a letter or a digit of any script. */
export function hasLetterOrDigit(text: string): boolean {
  return ASCII_LETTER_OR_DIGIT.test(text) || LETTER_OR_DIGIT.test(text);
}

/** Whether a text has a letter, a digit or a sign such as € or + of any script. */
export function hasLetterDigitOrSign(text: string): boolean {
  return ASCII_LETTER_OR_DIGIT.test(text) || LETTER_DIGIT_OR_SIGN.test(text);
}

/** Whether a text has anything beyond ASCII. */
export function hasNonAscii(text: string): boolean {
  return NON_ASCII.test(text);
}
