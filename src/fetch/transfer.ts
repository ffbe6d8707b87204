import type { Dispatcher } from "undici";
import type { CrawlError, RefusedError } from "../model/crawl-error.ts";
import type { Headers } from "../model/page.ts";
import { AnswerFault } from "./answer-fault.ts";
import type { Answer, Ask } from "./ask.ts";
import type { BodyBudget, BodyHolder } from "./body-budget.ts";
import { type BodyReader, openBodyReader } from "./body-reader.ts";
import { encodingsOf } from "./content-encoding.ts";
import { isLostConnection, nameFault } from "./name-fault.ts";
import { headersOf, sentLengthOf } from "./read-head.ts";
import { isRedirect } from "./redirect-target.ts";

/** The connection under a transfer, as far as it matters here. */
export interface Wire {
  readonly isHttp2: boolean;
  /** Answers that came over it before. */
  readonly answers: number;
  /** Bytes it has brought since it was made. */
  readonly bytesRead: number;
  /** What it died of. */
  readonly error: Error | null;
}

export interface TransferContext {
  readonly budget: BodyBudget;
  readonly nowMs: () => number;
}

/** Announcements (1xx) before an answer; honest servers send one or two. */
const MAX_INTERIM = 32;

/** A redirect's body is read so far and so long, for the sake of the connection. */
const DRAIN_BYTES = 64 * 1024;
const DRAIN_MS = 1000;

/** What chunks and their extensions may add to a body, beside half its size again. */
const MAX_FRAMING_BYTES = 1024 * 1024;

/** One request and its answer over one connection: from its sending to the last byte of a body that is whole, decoded and within bounds. */
export class Transfer implements Dispatcher.DispatchHandler, BodyHolder {
  readonly ask: Ask;
  readonly answer: Promise<Answer>;
  /** Called once, when the connection is no longer needed; it is `isClean` when another request may follow on it. */
  onSettled: (isClean: boolean) => void = () => {};
  isSettled = false;
  heldBytes = 0;
  /** True when it failed on a connection that had served before, with no byte of an answer: the server had closed it meanwhile. */
  isStale = false;
  /** True when HTTP/2 could not show that the body was whole. */
  isUnproven = false;
  wire: Wire | undefined;

  readonly #context: TransferContext;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: CrawlError | RefusedError) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #hasBegun = false;
  #interims = 0;
  #head: { readonly status: number; readonly headers: Headers } | undefined;
  #reader: BodyReader | undefined;
  #bodyBytes = 0;
  #bytesReadBefore = 0;
  #drainTimer: NodeJS.Timeout | undefined;

  constructor(ask: Ask, context: TransferContext) {
    this.ask = ask;
    this.#context = context;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.answer = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** True until the head of the answer itself has come, announcements aside. */
  get isAwaitingHead(): boolean {
    return this.#head === undefined;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#bytesReadBefore = this.wire?.bytesRead ?? 0;
    if (this.isSettled) controller.abort(new Error("nobody waits for this answer"));
  }

  onResponseStarted(): void {
    this.#hasBegun = true;
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    sent: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) {
      this.#interims += 1;
      if (this.#interims > MAX_INTERIM)
        throw new AnswerFault(`expected an answer, found ${MAX_INTERIM} announcements (1xx)`, "protocol", "give-up");
      return;
    }
    const headers = headersOf(sent);
    this.#head = { status, headers };
    if (isRedirect(status)) this.#drainTimer = setTimeout(() => this.#succeed(EMPTY, false), DRAIN_MS);
    else if (status !== 204 && status !== 205 && status !== 304) this.#reader = this.#openReader(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bodyBytes += chunk.length;
    this.#checkFraming();
    if (this.#reader !== undefined) {
      if (!this.#reader.write(chunk)) controller.pause();
    } else if (this.#bodyBytes > DRAIN_BYTES) this.#succeed(EMPTY, false);
  }

  onResponseEnd(): void {
    const { wire } = this;
    if (wire !== undefined && wire.error !== null) {
      // undici takes a reset for the end of a body that ends with the connection.
      this.fail(wire.error);
    } else if (this.#reader === undefined) {
      this.#succeed(EMPTY, true);
    } else if (wire?.isHttp2 === true && !this.#hasProvenEnd()) {
      this.isUnproven = true;
      this.fail(new AnswerFault("expected proof that the body is whole, found none over HTTP/2", "truncated", "retry"));
    } else {
      this.#reader.end();
    }
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.isSettled) return;
    if (this.#head !== undefined && isRedirect(this.#head.status)) {
      // Where a redirect leads is known from its head.
      this.#succeed(EMPTY, false);
    } else {
      this.isStale = this.#isUnanswered() && isLostConnection(error);
      this.fail(error);
    }
  }

  /** Ends it from outside (too late, not wanted any more), or from within. Does nothing when it is over. */
  fail(error: unknown): void {
    if (this.isSettled) return;
    const { ask, answer } = this;
    const head = this.#head === undefined ? {} : { head: this.#head };
    const fault = nameFault(error, { url: ask.url.href, bodyBytes: this.#bodyBytes, ...head }, this.#context.nowMs());
    answer.catch(() => {});
    this.#reject(fault);
    this.#settle(false);
  }

  giveWay(): void {
    this.fail(
      new AnswerFault(
        "expected room in memory for all bodies under way, found this one the largest",
        "too-large",
        "retry",
      ),
    );
  }

  #succeed(body: Buffer, isClean: boolean): void {
    if (this.isSettled || this.#head === undefined) return;
    this.#resolve({ ...this.#head, body });
    this.#settle(isClean);
  }

  #settle(isClean: boolean): void {
    this.isSettled = true;
    clearTimeout(this.#drainTimer);
    this.#reader?.destroy();
    this.#context.budget.hold(this, 0);
    if (!isClean) this.#controller?.abort(new Error("nobody waits for the rest"));
    this.onSettled(isClean);
  }

  #openReader(status: number, headers: Headers): BodyReader {
    if (status === 206 && !this.ask.asksRange) {
      throw new AnswerFault(
        "expected the whole page, found a part of it (206) that nobody asked for",
        "truncated",
        "retry",
      );
    }
    const { bounds } = this.ask;
    const encodings = encodingsOf(headers);
    const sentLength = sentLengthOf(headers);
    if (sentLength !== undefined && sentLength > bounds.maxBodyBytes && !bounds.cutsLargeBody) {
      throw new AnswerFault(
        `expected at most ${bounds.maxBodyBytes} bytes of body, found ${sentLength} announced`,
        "too-large",
        "give-up",
      );
    }
    return openBodyReader(encodings, sentLength, bounds, {
      done: (body, isCut) => this.#succeed(body, !isCut),
      failed: (error) => this.fail(error),
      ready: () => this.#controller?.resume(),
      holds: (bytes) => this.#context.budget.hold(this, bytes),
    });
  }

  /** True where not a byte came over a connection that had brought answers before. */
  #isUnanswered(): boolean {
    const { wire } = this;
    return wire !== undefined && wire.answers > 0 && !this.#hasBegun && wire.bytesRead === this.#bytesReadBefore;
  }

  /** Chunks of one byte, or with long extensions, cost far more than they bring. */
  #checkFraming(): void {
    const { wire } = this;
    if (wire === undefined || wire.isHttp2) return;
    const framingBytes = wire.bytesRead - this.#bytesReadBefore - this.#bodyBytes;
    // The socket may be ahead of the parser by one read.
    if (framingBytes <= MAX_FRAMING_BYTES + this.#bodyBytes / 2) return;
    throw new AnswerFault(
      `expected a body, found ${framingBytes} bytes of framing around ${this.#bodyBytes}`,
      "protocol",
      "give-up",
    );
  }

  /** A stream that HTTP/2 resets reaches us like one that ended (RFC 9113 §8.1.1 leaves the length to prove it), unless its encoding has an end. */
  #hasProvenEnd(): boolean {
    const headers = this.#head?.headers ?? {};
    return sentLengthOf(headers) !== undefined || encodingsOf(headers).length > 0;
  }
}

const EMPTY = Buffer.alloc(0);
