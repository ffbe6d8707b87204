import type { Consequence } from "../model/crawl-error.ts";
import type { FailReason } from "../model/outcome.ts";

/** Something wrong with an answer that only we could see: thrown where it is found, named by `nameFault`. */
export class AnswerFault extends Error {
  override readonly name = "AnswerFault";
  readonly reason: FailReason;
  readonly consequence: Consequence;

  constructor(message: string, reason: FailReason, consequence: Consequence, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.consequence = consequence;
  }
}
