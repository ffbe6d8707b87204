import type { Headers } from "../model/page.ts";

/** Headers as undici gives them, as a page has them: without a prototype, so that a header may be called `constructor`. */
export function headersOf(sent: Record<string, string | string[] | undefined>): Headers {
  const headers: Record<string, readonly string[]> = Object.create(null);
  for (const name of Object.keys(sent)) {
    const value = sent[name];
    if (value !== undefined) headers[name] = typeof value === "string" ? [value] : value;
  }
  return headers;
}

/** The length of the body as sent, where Content-Length tells it. */
export function sentLengthOf(headers: Headers): number | undefined {
  const value = headers["content-length"]?.[0];
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
