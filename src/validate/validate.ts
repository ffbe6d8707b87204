import type { Extraction } from "../model/extraction.ts";
import type { Page } from "../model/page.ts";
import { checkRecord } from "./check-record.ts";
import { type ValidateContext, type Validated, validateWith } from "./validate-with.ts";

export { MAX_RECORD_BYTES, type ValidateContext, type Validated } from "./validate-with.ts";

/** Judges what was read: a record that can be trusted, with its doubts, or the reasons why there is none. */
export function validate(extraction: Extraction, page: Page, context: ValidateContext): Validated {
  return validateWith(context.check ?? checkRecord, extraction, page, context);
}
