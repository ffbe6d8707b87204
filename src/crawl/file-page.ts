import { decideCharset } from "../model/charset.ts";
import type { Page } from "../model/page.ts";

export interface FilePage {
  readonly body: Uint8Array;
  /** Where the page came from, as far as known; relative addresses are relative to it. */
  readonly url: string;
  /** ISO 8601, UTC: what relative dates are relative to. */
  readonly fetchedAt: string;
  readonly contentType?: string | null;
  readonly status?: number;
  readonly broughtBy?: Page["broughtBy"];
}

/** A saved page as if it had just come. */
export function pageOfFile({
  body,
  url,
  fetchedAt,
  contentType = null,
  status = 200,
  broughtBy = "file",
}: FilePage): Page {
  return {
    requestedUrl: url,
    finalUrl: url,
    status,
    headers: contentType === null ? {} : { "content-type": [contentType] },
    hops: [],
    mediaType: contentType === null ? "" : (contentType.split(";", 1)[0] ?? "").trim().toLowerCase(),
    charset: decideCharset(body, contentType ?? undefined).charset,
    body,
    fetchedAt,
    broughtBy,
    elapsedMs: 0,
  };
}
