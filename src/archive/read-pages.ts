import type { Page } from "../model/page.ts";
import { answerOf, pageOf } from "./answer-of-record.ts";
import { readWarc } from "./read-warc.ts";

export type FromWarc =
  | {
      readonly kind: "page";
      readonly page: Page /** Only the beginning of the page is there. */;
      readonly isCut: boolean;
    }
  | { readonly kind: "damage"; readonly offset: number; readonly message: string };

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** All pages of a WARC file, any tool's: answers with status 200 that hold HTML. Redirects, pictures, errors and revisits are passed over. */
export async function* readPages(path: string): AsyncGenerator<FromWarc> {
  for await (const item of readWarc(path)) {
    if (item.kind === "damage") {
      yield item;
      continue;
    }
    const { record } = item;
    if (record.type !== "response" && record.type !== "resource") continue;
    const answer = answerOf(record, { maxBodyBytes: MAX_BODY_BYTES });
    if (answer === undefined || answer.status !== 200 || !/^https?:\/\//i.test(answer.url) || !URL.canParse(answer.url))
      continue;
    const page = pageOf(answer, {
      requestedUrl: new URL(answer.url).href,
      ...{ hops: [], broughtBy: "archive", elapsedMs: 0 },
    });
    if (isHtml(page)) yield { kind: "page", page: { ...page, finalUrl: page.requestedUrl }, isCut: answer.isCut };
  }
}

/** By its media type or, where none was sent, by its first bytes. */
export function isHtml({ mediaType, body }: Page): boolean {
  if (mediaType !== "") return mediaType === "text/html" || mediaType === "application/xhtml+xml";
  return /^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b/is.test(
    Buffer.from(body.subarray(0, 1024)).toString("latin1"),
  );
}
