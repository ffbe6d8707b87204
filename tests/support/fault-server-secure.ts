import { constants } from "node:http2";
import { gzipSync } from "node:zlib";
import { type FaultCase, failed, fault, faultArticle, page, streamFault, whole } from "./fault-server-case.ts";

const ARTICLE = faultArticle("Slot zit erop");
const HALF = ARTICLE.slice(0, ARTICLE.length >> 1);
const OK = { ":status": 200, "content-type": "text/html; charset=utf-8" };
const LENGTH = { "content-length": String(Buffer.byteLength(ARTICLE)) };

const serve: FaultCase["serve"] = (call) => call.write(whole(ARTICLE));

/** TLS, and HTTP/2 over it. Of a body that HTTP/2 breaks off nothing may be left but a failure. */
export const secureCases: readonly FaultCase[] = [
  fault("tls", "a right answer over TLS", page("Slot zit"), serve, { over: "https" }),
  fault("tls-expired", "a certificate that has run out", failed("tls"), serve, { over: "https-expired" }),
  fault("tls-other-host", "a certificate for another host", failed("tls"), serve, { over: "https-other-host" }),
  fault("tls-untrusted", "a certificate that nobody vouches for", failed("tls"), serve, { over: "https-untrusted" }),
  fault("tls-none", "plain HTTP where TLS is expected", failed("tls"), serve, { over: "https-not-tls" }),
  fault("tls-reset", "a reset in the handshake", failed("network", "tls"), serve, { over: "https-reset" }),
  fault("tls-hang", "a handshake that never goes on", failed("timeout"), serve, { over: "https-hang" }),
  fault(
    "tls-cut",
    "half of the announced bytes over TLS",
    failed("truncated"),
    async (call) => {
      await call.write(Buffer.from(whole(ARTICLE)).subarray(0, -200));
      call.socket.end();
    },
    { over: "https" },
  ),
  fault(
    "tls-first-reset",
    "a reset under the first request over TLS",
    failed("network"),
    (call) => call.socket.destroy(),
    { over: "https" },
  ),
  fault(
    "tls-keep-alive-race",
    "the end under every second request over TLS",
    page("Slot zit"),
    async (call) => {
      if (call.turn > 1) call.socket.destroy();
      else await call.write(whole(ARTICLE));
    },
    { over: "https", maxRequests: 2 },
  ),
  streamFault("h2", "a right answer over HTTP/2", page("Slot zit"), (stream) => {
    stream.respond({ ...OK, ...LENGTH });
    stream.end(ARTICLE);
  }),
  streamFault("h2-gzip", "gzip over HTTP/2", page("Slot zit"), (stream) => {
    stream.respond({ ...OK, "content-encoding": "gzip" });
    stream.end(gzipSync(ARTICLE));
  }),
  streamFault("h2-gzip-cut", "half of a gzip over HTTP/2", failed("truncated"), (stream) => {
    stream.respond({ ...OK, "content-encoding": "gzip" });
    stream.end(gzipSync(ARTICLE).subarray(0, -30));
  }),
  streamFault("h2-length-short", "less than announced over HTTP/2", failed("truncated"), (stream) => {
    stream.respond({ ...OK, ...LENGTH });
    stream.end(HALF);
  }),
  ...[constants.NGHTTP2_NO_ERROR, constants.NGHTTP2_INTERNAL_ERROR, constants.NGHTTP2_CANCEL].flatMap((code) => [
    streamFault(
      `h2-rst-${code}`,
      `a reset of the stream in mid-body, code ${code}`,
      failed("truncated"),
      (stream) => {
        stream.respond(OK);
        stream.write(HALF);
        setTimeout(() => stream.close(code), 30);
      },
      2,
    ),
    streamFault(`h2-rst-${code}-announced`, `the same with a length`, failed("truncated"), (stream) => {
      stream.respond({ ...OK, ...LENGTH });
      stream.write(HALF);
      setTimeout(() => stream.close(code), 30);
    }),
  ]),
  streamFault("h2-goaway", "GOAWAY and the end in mid-body", failed("truncated"), (stream) => {
    stream.respond(OK);
    stream.write(HALF);
    setTimeout(() => {
      stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0);
      stream.session?.destroy();
    }, 30);
  }),
  streamFault(
    "h2-destroyed",
    "the end of the connection in mid-body",
    failed("truncated"),
    (stream) => {
      stream.respond(OK);
      stream.write(HALF);
      setTimeout(() => stream.session?.destroy(), 30);
    },
    2,
  ),
  streamFault("h2-no-answer", "a reset before the head", failed("network", "protocol"), (stream) =>
    stream.close(constants.NGHTTP2_INTERNAL_ERROR),
  ),
  streamFault("h2-hang", "nothing, ever", failed("timeout"), () => {}),
  streamFault("h2-stall", "nothing after the head", failed("timeout"), (stream) => stream.respond(OK)),
  streamFault("h2-endless", "a body without end", failed("too-large"), (stream) => {
    stream.respond(OK);
    const more = () => {
      while (!stream.destroyed && stream.write("x".repeat(16_384)));
    };
    stream.on("drain", more);
    more();
  }),
];
