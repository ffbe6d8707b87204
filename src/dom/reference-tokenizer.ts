import { Tokenizer } from "parse5";
import { MIN_PIECES, makeWhole } from "./make-whole.ts";

/** parse5's tokenizer, which also decodes the character references of a stretch of text in one go. */
export class ReferenceTokenizer extends Tokenizer {
  /** How far the last text was decoded. */
  decodedTo = 0;
  /** Text of character references as they are decoded; null while parse5 itself reads. */
  #decoded: string | null = null;

  /**
   * The text with its references decoded, the first of which stands at `first`. Leaves in `decodedTo` how far it came: `to`, or the place of
   * a reference that the end of the source may cut off.
   */
  decode(html: string, from: number, first: number, to: number, mode: number): string {
    const { pos } = this.preprocessor;
    let text = "";
    let done = from;
    let at = first;
    let pieces = 0;
    let maxPieces = MIN_PIECES;
    for (; at >= 0 && at < to; at = html.indexOf("&", done)) {
      if (++pieces > maxPieces) {
        pieces = 0;
        maxPieces = makeWhole(text);
      }
      if (at > done) text += html.slice(done, at);
      this.entityDecoder.startEntity(mode);
      this.#decoded = "";
      const length = this.entityDecoder.write(html, at + 1);
      const decoded: string = this.#decoded;
      this.#decoded = null;
      if (length < 0) break;
      text += length === 0 ? "&" : decoded;
      done = length === 0 ? at + 1 : at + length;
    }
    // The decoder moves it.
    this.preprocessor.pos = pos;
    const isCutOff = at >= 0 && at < to;
    this.decodedTo = isCutOff ? at : to;
    return isCutOff || done === to ? text : text + html.slice(done, to);
  }

  /** The value of an attribute with its references decoded; undefined where the source may cut one off. */
  decodeValue(html: string, from: number, first: number, to: number): string | undefined {
    const value = this.decode(html, from, first, to, DecodingMode.attribute);
    return this.decodedTo === to ? value : undefined;
  }

  protected override _flushCodePointConsumedAsCharacterReference(code: number): void {
    if (this.#decoded === null) super._flushCodePointConsumedAsCharacterReference(code);
    else this.#decoded += String.fromCodePoint(code);
  }
}

/** As the decoder numbers them. */
export const DecodingMode = { text: 0, attribute: 2 } as const;
