import { request } from "undici";
import type { FetchText } from "../../src/robots/robots.ts";

/** The plainest fetching that keeps the promises of `FetchText`, for servers on this machine. */
export const fetchText: FetchText = async (url, { maxBytes, redirectLimit, userAgent }) => {
  for (let at = url, redirects = 0; ; redirects += 1) {
    const { statusCode, headers, body } = await request(at, { headers: { "user-agent": userAgent } });
    const bytes = Buffer.from(await body.arrayBuffer()).subarray(0, maxBytes);
    const { location } = headers;
    const isRedirect = statusCode >= 300 && statusCode <= 399 && typeof location === "string";
    if (isRedirect && redirects < redirectLimit) {
      at = new URL(location, at).href;
      continue;
    }
    const seconds = Number(headers["retry-after"]);
    const retryAfterMs = Number.isNaN(seconds) ? null : seconds * 1000;
    return { status: statusCode, body: bytes, redirects, finalUrl: at, retryAfterMs };
  }
};
