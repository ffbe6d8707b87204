import type { Inflated } from "./inflate-members.ts";
import type { WarcItem, WarcRecord } from "./read-warc.ts";
import { parseHead, type RecordHead } from "./record-head.ts";

interface ParserOptions {
  readonly maxBlockBytes: number;
  /** Nothing is compressed: then each record has a place of its own. */
  readonly isPlain: boolean;
  /** Size of the file; of one that is not compressed no record can reach beyond it. */
  readonly fileBytes: number;
}

const MAX_HEAD_BYTES = 64 * 1024;
/** Looking for records inside others costs time; an honest file never asks for it. */
const MAX_RESCANS = 64;
const VERSION = Buffer.from("WARC/");
const RECORD_IN_BLOCK = Buffer.from("\r\n\r\nWARC/");

/** Puts records together from the bytes that come out of a file. */
export class RecordParser {
  readonly #options: ParserOptions;
  #items: WarcItem[] = [];
  #state: "between" | "head" | "block" | "tail" = "between";
  /** Bytes that came and have not been read, and where they stand in what comes out of the file. */
  #held: Buffer = EMPTY;
  #position = 0;
  #memberOffset = 0;
  #isAtMemberStart = false;
  #isLost = false;
  #rescans = 0;
  /** The record under way. */
  #head: RecordHead | undefined;
  #offset = 0;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #missingBytes = 0;
  /** A whole record that waits for the end of its member, which tells its length. */
  #done: WarcRecord | undefined;

  constructor(options: ParserOptions) {
    this.#options = options;
  }

  /** Takes what came, and gives what is whole by now. */
  take(event: Inflated): readonly WarcItem[] {
    if (event.kind === "start") this.#start(event.offset);
    else if (event.kind === "data") this.#data(event.bytes);
    else if (event.kind === "end") this.#end(event.offset);
    else this.#damaged(event.offset, event.message);
    return this.#given();
  }

  /** The file is over. */
  finish(offset: number): readonly WarcItem[] {
    if (this.#state === "tail") this.#complete(false);
    this.#release(offset);
    if (this.#state !== "between") this.#tell(this.#offset, "the file ends within a record");
    return this.#given();
  }

  #given(): readonly WarcItem[] {
    if (this.#items.length === 0) return NOTHING;
    const items = this.#items;
    this.#items = [];
    return items;
  }

  #start(offset: number): void {
    this.#memberOffset = offset;
    this.#isAtMemberStart = true;
    if (this.#options.isPlain) this.#position = offset;
  }

  #data(bytes: Buffer): void {
    // A member that begins a record ends the one before, whatever that one said of its length.
    if (this.#isAtMemberStart && this.#state !== "between" && startsWith(bytes, VERSION)) this.#cutShort();
    if (bytes.length > 0) this.#isAtMemberStart = false;
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    while (this.#step());
  }

  #end(offset: number): void {
    if (this.#state === "tail") this.#complete(this.#held.length > 0);
    while (this.#step());
    this.#release(offset);
  }

  #damaged(offset: number, message: string): void {
    if (this.#state === "tail") this.#complete(false);
    this.#release(offset);
    this.#tell(offset, message);
    this.#reset();
  }

  /** One step forward; false when more bytes are needed. */
  #step(): boolean {
    if (this.#state === "between") return this.#seek();
    if (this.#state === "head") return this.#readHead();
    if (this.#state === "block") return this.#readBlock();
    return this.#readTail();
  }

  /** Looks for the next record; empty lines may stand before it, anything else is damage. */
  #seek(): boolean {
    let begin = 0;
    while (isNewline(this.#held[begin])) begin++;
    this.#skip(begin);
    if (this.#held.length < VERSION.length) {
      if (startsWith(VERSION, this.#held)) return false;
    } else if (startsWith(this.#held, VERSION)) {
      this.#isLost = false;
      this.#release(this.#options.isPlain ? this.#position : undefined);
      this.#offset = this.#options.isPlain ? this.#position : this.#memberOffset;
      this.#state = "head";
      return true;
    }
    if (!this.#isLost)
      this.#tell(this.#options.isPlain ? this.#position : this.#memberOffset, "expected a record, found other bytes");
    this.#isLost = true;
    const next = this.#held.indexOf(LINE_WITH_VERSION);
    if (next >= 0) this.#skip(next + 1);
    else this.#skip(Math.max(0, this.#held.length - LINE_WITH_VERSION.length + 1), true);
    return next >= 0;
  }

  #readHead(): boolean {
    const head = parseHead(this.#held.subarray(0, MAX_HEAD_BYTES));
    if (head === "not all here") {
      if (this.#held.length < MAX_HEAD_BYTES) return false;
      return this.#passOver("a record's head has no end");
    }
    if ("fault" in head) return this.#passOver(head.fault);
    const { isPlain, fileBytes } = this.#options;
    if (isPlain && this.#position + head.headBytes + head.blockBytes > fileBytes)
      return this.#passOver("a record reaches beyond the file");
    this.#skip(head.headBytes);
    this.#head = head;
    this.#missingBytes = head.blockBytes;
    this.#state = "block";
    return true;
  }

  /** Leaves the record that begins here, and looks for the next. */
  #passOver(fault: string): true {
    this.#tell(this.#offset, fault);
    this.#skip(VERSION.length);
    this.#isLost = true;
    this.#state = "between";
    return true;
  }

  #readBlock(): boolean {
    const here = Math.min(this.#missingBytes, this.#held.length);
    const room = this.#options.maxBlockBytes - this.#keptBytes;
    if (here > 0 && room > 0) {
      const kept = this.#held.subarray(0, Math.min(here, room));
      this.#kept.push(kept);
      this.#keptBytes += kept.length;
    }
    this.#missingBytes -= here;
    this.#skip(here);
    if (this.#missingBytes > 0) return false;
    this.#state = "tail";
    return true;
  }

  /** Two empty lines end a record; what else stands there tells that its length is wrong. */
  #readTail(): boolean {
    if (this.#held.length < 4) return false;
    const isRight = isNewline(this.#held[0]) || startsWith(this.#held, VERSION);
    this.#complete(!isRight);
    return true;
  }

  #complete(isWrong: boolean): void {
    const { headBytes = 0, blockBytes = 0 } = this.#head ?? {};
    let block = this.#kept.length === 1 ? (this.#kept[0] as Buffer) : Buffer.concat(this.#kept);
    let isCut = this.#keptBytes < blockBytes;
    const looksWrong = isWrong && !isNewline(this.#held[0]);
    if (looksWrong) {
      this.#tell(this.#offset, "a record's length does not fit");
      const inner = this.#rescans < MAX_RESCANS && !isCut ? block.indexOf(RECORD_IN_BLOCK) : -1;
      if (inner >= 0) {
        this.#rescans++;
        const swallowed = block.subarray(inner + 4);
        this.#held = Buffer.concat([swallowed, this.#held]);
        this.#position -= swallowed.length;
        block = block.subarray(0, inner);
        isCut = true;
      }
      this.#isLost = true;
    }
    const length = this.#options.isPlain ? headBytes + blockBytes : 0;
    this.#done = { ...this.#identity(), block, isCut, offset: this.#offset, length };
    this.#forget();
  }

  /** The record under way ends here although it claimed to be longer. */
  #cutShort(): void {
    this.#tell(this.#offset, "a record is shorter than it says");
    if (this.#state === "block" || this.#state === "tail") {
      const block = Buffer.concat(this.#kept);
      this.#release();
      this.#items.push({
        kind: "record",
        record: { ...this.#identity(), block, isCut: this.#state === "block", offset: this.#offset, length: 0 },
      });
    }
    this.#reset();
  }

  #identity(): Pick<WarcRecord, "type" | "fields"> {
    const fields = this.#head?.fields ?? new Map<string, string>();
    return { type: (fields.get("warc-type") ?? "").toLowerCase(), fields };
  }

  /** Gives out the whole record that waited. `endOffset` tells where its member ended, where that is known. */
  #release(endOffset?: number): void {
    if (this.#done === undefined) return;
    const { offset } = this.#done;
    const length = endOffset === undefined ? this.#done.length : endOffset - offset;
    this.#items.push({ kind: "record", record: { ...this.#done, length } });
    this.#done = undefined;
  }

  #tell(offset: number, message: string): void {
    this.#items.push({ kind: "damage", offset, message });
  }

  #skip(count: number, isCopied = false): void {
    const rest = this.#held.subarray(count);
    this.#held = isCopied ? Buffer.from(rest) : rest;
    this.#position += count;
  }

  #forget(): void {
    this.#state = "between";
    this.#head = undefined;
    this.#kept = [];
    this.#keptBytes = 0;
    this.#missingBytes = 0;
  }

  #reset(): void {
    this.#forget();
    this.#held = EMPTY;
  }
}

function isNewline(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a;
}

function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.length >= beginning.length && bytes.subarray(0, beginning.length).equals(beginning);
}

const EMPTY = Buffer.alloc(0);
const NOTHING: readonly WarcItem[] = [];
const LINE_WITH_VERSION = Buffer.from("\nWARC/");
