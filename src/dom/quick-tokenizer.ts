import { html as htmlNames, Token, type Tokenizer, TokenizerMode } from "parse5";
import { withLineFeeds } from "./line-feeds.ts";
import { MIN_PIECES, makeWhole } from "./make-whole.ts";
import { endOfComment, endOfRawText, indexOrEnd, isBlank, mayNest } from "./quick-ends.ts";
import { isSpace, QuickTagReader } from "./quick-tag-reader.ts";
import { DecodingMode, ReferenceTokenizer } from "./reference-tokenizer.ts";

/** What the tokenizer asks of the parser it works for, beside the tokens' handlers. */
interface ParserState {
  readonly insertionMode: number;
  /** Whether a line break right here is dropped: after `<pre>`, `<listing>` and `<textarea>`. */
  readonly skipNextNewLine: boolean;
}

/**
 * parse5's tokenizer, with a short way through what nearly every page is made of.
 *
 * parse5 goes from letter to letter through the standard's states; here plain text, whole tags, comments and the contents of scripts and
 * styles are cut out of the source in one go. What is not plain (a tag that the source ends in, a doctype, CDATA, a `<` that begins nothing,
 * `<!--<script>` in a script) is left to parse5 from the place where it begins, so the tokens are the same, but for where a text is parted.
 */
export class QuickTokenizer extends ReferenceTokenizer {
  readonly #parser: ParserState;
  readonly #tags = new QuickTagReader((html, from, first, to) => this.decodeValue(html, from, first, to));
  /** The source is whole and free of NUL, which has a meaning of its own in each state. */
  #isPlain = false;
  /** Up to here parse5 reads what stands in a script. */
  #leftTo = 0;
  /** Letters that parse5 has added one by one since its texts were last made whole, and how many it may. */
  #lettersApart = 0;
  #maxLettersApart = MIN_PIECES;

  constructor(
    options: ConstructorParameters<typeof Tokenizer>[0],
    handler: ConstructorParameters<typeof Tokenizer>[1],
  ) {
    super(options, handler);
    this.#parser = handler as unknown as ParserState;
    // All places are places in the whole source.
    this.preprocessor.bufferWaterline = Number.POSITIVE_INFINITY;
  }

  override write(source: string, isLast: boolean, done?: () => void): void {
    this.#isPlain = isLast && this.preprocessor.html === "" && !source.includes("\0");
    super.write(this.#isPlain ? withLineFeeds(source) : source, isLast, done);
  }

  protected override _runParsingLoop(): void {
    if (this.inLoop) return;
    this.inLoop = true;
    while (this.active && !this.paused) {
      if (this.#isPlain && this.#readQuickly()) continue;
      this.consumedAfterSnapshot = 0;
      const code = this._consume();
      if (!this._ensureHibernation()) this._callState(code);
      if (++this.#lettersApart > this.#maxLettersApart) this.#makeWhole();
    }
    this.inLoop = false;
  }

  /** Makes whole what parse5 is adding letters to. */
  #makeWhole(): void {
    this.#lettersApart = 0;
    this.#maxLettersApart = MIN_PIECES;
    for (const holder of [this.currentToken, this.currentAttr, this.currentCharacterToken])
      for (const value of Object.values(holder ?? {}))
        if (typeof value === "string") this.#maxLettersApart = Math.max(this.#maxLettersApart, makeWhole(value));
  }

  /** Whether it got on; else parse5 must read what comes next. */
  #readQuickly(): boolean {
    const { html, pos } = this.preprocessor;
    const at = pos + 1;
    if (at >= html.length) return false;
    switch (this.state) {
      case TokenizerMode.DATA: {
        if (html.charCodeAt(at) !== LESS) return this.#text(html, at, indexOrEnd(html, "<", at));
        const next = html.charCodeAt(at + 1);
        if (next === EXCLAMATION) return this.#comment(html, at);
        return this.#tag(html, at, next === SLASH);
      }
      case TokenizerMode.SCRIPT_DATA:
      case TokenizerMode.RAWTEXT:
      case TokenizerMode.RCDATA:
        return this.#rawText(html, at);
      default:
        return false;
    }
  }

  #moveTo(at: number): void {
    this.preprocessor.pos = at - 1;
  }

  /** Text up to a place where other things begin, as far as its character references can be decoded. */
  #text(html: string, from: number, to: number): boolean {
    let end = to;
    let text = html.slice(from, to);
    const reference = text.indexOf("&");
    if (reference >= 0) {
      text = this.decode(html, from, from + reference, to, DecodingMode.text);
      end = this.decodedTo;
      if (end === from) return false;
    }
    this.#moveTo(end);
    this.#emitText(text);
    return true;
  }

  #emitText(text: string): void {
    if (this.currentCharacterToken !== null) this._emitCurrentCharacterToken(null);
    const mode = this.#parser.insertionMode;
    const isPlain = mode === IN_BODY || mode === TEXT || mode === IN_CELL;
    if (isPlain && !(this.#parser.skipNextNewLine && text.charCodeAt(0) === LINE_FEED)) {
      if (isBlank(text, 0, text.length)) this.#emitBlank(text);
      else this.#emitLetters(text);
      return;
    }
    // Elsewhere words and white space between them have different ways: parted as parse5 parts them.
    for (const run of text.match(/[\t\n\f ]+|[^\t\n\f ]+/g) ?? []) {
      if (isSpace(run.charCodeAt(0))) this.#emitBlank(run);
      else this.#emitLetters(run);
    }
  }

  #emitBlank(chars: string): void {
    this.handler.onWhitespaceCharacter({ type: Token.TokenType.WHITESPACE_CHARACTER, chars, location: null });
  }

  #emitLetters(chars: string): void {
    this.handler.onCharacter({ type: Token.TokenType.CHARACTER, chars, location: null });
  }

  #comment(html: string, start: number): boolean {
    const end = html.startsWith("--", start + 2) ? endOfComment(html, start + 4) : -1;
    if (end < 0) return false;
    this.#moveTo(end + 3);
    this.emitCurrentComment({ type: Token.TokenType.COMMENT, data: html.slice(start + 4, end), location: null });
    return true;
  }

  /** The contents of a script, style, title or the like, up to its end tag, or that tag. */
  #rawText(html: string, from: number): boolean {
    if (from < this.#leftTo) return false;
    const end = endOfRawText(html, this.lastStartTagName, from);
    if (end === from) return this.#tag(html, from, true);
    if (this.state === TokenizerMode.RCDATA) return this.#text(html, from, end);
    if (this.state === TokenizerMode.SCRIPT_DATA && mayNest(html, from, end)) {
      this.#leftTo = end;
      return false;
    }
    this.#moveTo(end);
    this.#emitText(html.slice(from, end));
    return true;
  }

  /** A whole tag, its `<` at `start`. */
  #tag(html: string, start: number, isEndTag: boolean): boolean {
    const tag = this.#tags;
    const end = tag.read(html, isEndTag ? start + 2 : start + 1);
    if (end < 0) return false;
    this.#moveTo(end);
    if (this.currentCharacterToken !== null) this._emitCurrentCharacterToken(null);
    this.state = TokenizerMode.DATA;
    const token: Token.TagToken = {
      type: isEndTag ? Token.TokenType.END_TAG : Token.TokenType.START_TAG,
      tagName: tag.name,
      tagID: htmlNames.getTagID(tag.name),
      selfClosing: tag.isSelfClosing,
      ackSelfClosing: false,
      attrs: tag.attributes(),
      location: null,
    };
    if (isEndTag) this.handler.onEndTag(token);
    else {
      this.lastStartTagName = tag.name;
      this.handler.onStartTag(token);
    }
    return true;
  }
}

// Insertion modes of the parser in which white space within a text is as good as letters (HTML §13.2.6.4.7, .8, .15).
const IN_BODY = 6;
const TEXT = 7;
const IN_CELL = 14;

const LINE_FEED = 0x0a;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
