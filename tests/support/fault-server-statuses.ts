import { type FaultCase, failed, fault, faultArticle, HTML, head, page, whole } from "./fault-server-case.ts";

const ARTICLE = faultArticle("Dijk houdt stand");
const SORRY = "<!doctype html><title>Storing</title><p>Even geduld, wij zijn zo terug.</p>";

const answers = (status: number, body: string, ...headers: string[]) =>
  head(status, HTML, `Content-Length: ${Buffer.byteLength(body)}`, ...headers) + body;

/** Statuses asked for and not, and the wish to be left alone. */
export const statusCases: readonly FaultCase[] = [
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 418, 425, 429, 451, 500, 501, 502, 503, 504, 511, 520, 599, 799,
  ].map((status) =>
    fault(`status-${status}`, `${status} with a page`, page("Even geduld", status), (call) =>
      call.write(answers(status, SORRY)),
    ),
  ),
  fault("status-200-empty", "200 without a body", page(), (call) => call.write(head(200, HTML, "Content-Length: 0"))),
  fault("status-204", "204", page(undefined, 204), (call) => call.write(head(204))),
  fault("status-204-body", "204 with a body all the same", page(undefined, 204), (call) =>
    call.write(answers(204, ARTICLE)),
  ),
  fault("status-205", "205 with a body", page(undefined, 205), (call) => call.write(answers(205, ARTICLE))),
  fault("status-300", "300 with a Location, which is a choice and no order", page("Even geduld", 300), (call) =>
    call.write(answers(300, SORRY, `Location: ${call.forbiddenUrl}`)),
  ),
  fault("status-304", "304 that nobody asked for", page(undefined, 304), (call) =>
    call.write(head(304, 'ETag: "dijk"')),
  ),
  fault("status-304-body", "304 with a length and a body", page(undefined, 304), (call) =>
    call.write(answers(304, ARTICLE)),
  ),
  fault("status-206", "a part that nobody asked for", failed("truncated", "protocol"), (call) =>
    call.write(answers(206, ARTICLE.slice(0, 200), "Content-Range: bytes 0-199/2000")),
  ),
  fault("status-206-all", "a part said to be all", failed("truncated", "protocol"), (call) =>
    call.write(answers(206, ARTICLE, `Content-Range: bytes 0-${ARTICLE.length - 1}/${ARTICLE.length}`)),
  ),
  fault("error-page-cut", "503 whose page is cut off", failed("truncated"), async (call) => {
    await call.write(head(503, HTML, "Retry-After: 7", "Content-Length: 4000") + SORRY);
    call.socket.end();
  }),
  fault("gone-page-garbled", "410 in gzip that is none", failed("bad-encoding"), (call) =>
    call.write(answers(410, SORRY, "Content-Encoding: gzip")),
  ),
  ...Object.entries({
    seconds: "120",
    date: "Wed, 01 Jan 2031 00:00:00 GMT",
    "old-date": "Wednesday, 01-Jan-31 00:00:00 GMT",
    absurd: "99999999999999999999",
    negative: "-60",
    garbage: "straks",
    past: "Sat, 01 Jan 2000 00:00:00 GMT",
  }).map(([name, value]) =>
    fault(`retry-after-${name}`, `503 with Retry-After: ${value}`, page("Even geduld", 503), (call) =>
      call.write(answers(503, SORRY, `Retry-After: ${value}`)),
    ),
  ),
  fault("type-binary", "an image said to be HTML", page("PNG"), (call) =>
    call.write(whole(Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(3000, 0xfa)]))),
  ),
  fault("type-json", "HTML said to be JSON", page("Dijk houdt"), (call) =>
    call.write(whole(ARTICLE, "Content-Type: application/json")),
  ),
  fault("type-none", "no Content-Type", page("Dijk houdt"), (call) =>
    call.write(`${head(200, `Content-Length: ${Buffer.byteLength(ARTICLE)}`)}${ARTICLE}`),
  ),
  fault("type-two", "two Content-Types", page("Dijk houdt"), (call) =>
    call.write(whole(ARTICLE, HTML, "Content-Type: image/png")),
  ),
  fault("zeros", "a page of zero bytes", page("\0\0"), (call) => call.write(whole(Buffer.alloc(5000)))),
];
