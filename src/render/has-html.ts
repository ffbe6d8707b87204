import type { Page } from "../model/page.ts";

/** True for a page that a browser would show as one: got, with content, and HTML by what its server says. Nothing else is rendered. */
export function hasHtml({ status, mediaType, body }: Page): boolean {
  if (status < 200 || status > 299 || body.byteLength === 0) return false;
  return (
    mediaType === "text/html" || mediaType === "application/xhtml+xml" || (mediaType === "" && looksLikeHtml(body))
  );
}

/** A page without a media type is taken for HTML where it begins like it, as browsers do (MIME Sniffing §7.1). */
function looksLikeHtml(body: Uint8Array): boolean {
  return /^\uFEFF?\s*<(!doctype html|html|head|body|script|iframe|h1|div|title|p|!--)/i.test(
    new TextDecoder().decode(body.subarray(0, 512)),
  );
}
