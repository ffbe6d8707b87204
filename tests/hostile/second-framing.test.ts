import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { paperArticle } from "./crawl-hosts.ts";
import {
  answerOf,
  article,
  chunked,
  crawlCases,
  page,
  type SecondCase,
  type SecondCrawl,
  type Serve,
} from "./second-hosts.ts";

const EEN = paperArticle("Artikel een");
const HTML = "Content-Type: text/html; charset=utf-8";
const both = ["een", "twee"];

/** These bytes, and then the end of the connection. */
const bytes =
  (raw: string | Uint8Array): Serve =>
  async (call) => {
    await call.write(raw);
    call.socket.end();
  };
/** These bytes, and the connection stays. */
const open =
  (raw: string): Serve =>
  (call) =>
    call.write(raw);
const head = (...lines: string[]) => `${lines.join("\r\n")}\r\n\r\n`;
const utf8 = (text: string) => Buffer.from(text, "utf8").toString("latin1");
const BODY = utf8(EEN);

const encoded =
  (body: Uint8Array, encoding: string): Serve =>
  (call) =>
    call.send(body, 200, `Content-Encoding: ${encoding}`);
const failed = (...reasons: string[]) => ({ "/nieuws/een": reasons.map((reason) => `failed:${reason}`) });

/** A page whose framing lies, or leaves two readings: never a record. */
const none = (name: string, serve: Serve, ...reasons: string[]): SecondCase =>
  page(name, serve, {
    // The server shares this process with the crawl: on a busy machine time may be over first.
    outcomes: failed(...(reasons.length === 0 ? ["protocol", "truncated", "network"] : reasons), "timeout"),
  });
/** A page that is odd, and whole. */
const whole = (name: string, serve: Serve): SecondCase => page(name, serve, { records: both });

/** Shrinks to about a tenth. */
const filling = Array.from(
  { length: 40_000 },
  (_, at) => `<!-- ${Math.imul(at, 2_654_435_761) >>> 0} vulling -->`,
).join("");
const LARGE = EEN.replace("</body>", `${filling}</body>`);

const framing: readonly SecondCase[] = [
  none(
    "chunked-then-length",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked", `Content-Length: ${BODY.length}`) + chunked(EEN)),
  ),
  none(
    "chunked-in-capitals-and-length",
    bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: 5`, "TRANSFER-ENCODING: CHUNKED") + chunked(EEN)),
  ),
  none(
    "chunked-twice",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked, chunked") + chunked(EEN)),
    "protocol",
    "bad-encoding",
    "truncated",
  ),
  none(
    "chunked-misspelt",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: xchunked") + chunked(EEN)),
    "protocol",
    "bad-encoding",
  ),
  none(
    "chunked-not-last",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked, identity") + chunked(EEN)),
    "protocol",
    "bad-encoding",
    "truncated",
  ),
  none(
    "coding-with-space-before-colon",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding : chunked") + chunked(EEN)),
  ),
  none("length-with-plus", bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: +${BODY.length}`) + BODY)),
  none("length-in-hexadecimal", bytes(head("HTTP/1.1 200 OK", HTML, "Content-Length: 0x20") + BODY)),
  none("length-with-words", bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: ${BODY.length} bytes`) + BODY)),
  none("length-with-a-point", bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: ${BODY.length}.0`) + BODY)),
  none(
    "length-of-thirty-figures",
    bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: ${"9".repeat(30)}`) + BODY),
    "protocol",
    "too-large",
  ),
  none(
    "length-one-too-long",
    bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: ${BODY.length + 1}`) + BODY),
    "truncated",
  ),
  none(
    "length-three-times-one-differs",
    bytes(
      head(
        "HTTP/1.1 200 OK",
        HTML,
        `Content-Length: ${BODY.length}`,
        `Content-Length: ${BODY.length}`,
        "Content-Length: 3",
      ) + BODY,
    ),
  ),
  none(
    "chunk-size-negative",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}-5\r\nhallo\r\n0\r\n\r\n`),
  ),
  none(
    "chunk-size-with-prefix",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}0x5\r\nhallo\r\n0\r\n\r\n`),
  ),
  none(
    "chunk-size-missing",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}\r\n${BODY}\r\n0\r\n\r\n`),
  ),
  none(
    "chunk-size-wraps-round",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}10000000000000005\r\nhallo\r\n0\r\n\r\n`),
  ),
  none(
    "chunk-without-its-end",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}5\r\nhallo0\r\n\r\n`),
  ),
  none(
    "chunk-longer-than-it-says",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}5\r\nhallo allemaal\r\n0\r\n\r\n`),
  ),
  none(
    "last-chunk-without-its-line",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN).slice(0, -2)}`),
    "truncated",
    "protocol",
  ),
  none(
    "trailer-flood",
    async (call) => {
      await call.write(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN).slice(0, -2));
      for (let at = 0; at < 20_000 && (await call.write(`X-Trailer-${at}: ${"x".repeat(400)}\r\n`)); at++);
      await call.write("\r\n");
    },
    "protocol",
    "truncated",
    "too-large",
  ),
  none(
    "trailer-endless-line",
    async (call) => {
      await call.write(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN).slice(0, -2)}X: `);
      for (let at = 0; at < 20_000 && (await call.write("x".repeat(2000))); at++);
    },
    "protocol",
    "truncated",
    "too-large",
  ),
  none(
    "trailer-with-a-length",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN, 300, "", "Content-Length: 3\r\n")),
  ),
  none(
    "chunk-extension-of-megabytes",
    async (call) => {
      await call.write(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}5;`);
      for (let at = 0; at < 20_000 && (await call.write("a=b;".repeat(500))); at++);
    },
    "protocol",
    "truncated",
    "timeout",
  ),
  none("head-with-bare-carriage-return", bytes(`HTTP/1.1 200 OK\r${HTML}\rContent-Length: ${BODY.length}\r\r${BODY}`)),
  none(
    "header-name-with-space",
    bytes(head("HTTP/1.1 200 OK", HTML, "X Y: z", `Content-Length: ${BODY.length}`) + BODY),
  ),
  none("header-without-name", bytes(head("HTTP/1.1 200 OK", HTML, ": leeg", `Content-Length: ${BODY.length}`) + BODY)),
  none(
    "header-name-with-escape",
    bytes(head("HTTP/1.1 200 OK", HTML, "X\u001b[31m: z", `Content-Length: ${BODY.length}`) + BODY),
  ),
  none(
    "first-header-folded",
    bytes(`HTTP/1.1 200 OK\r\n Transfer-Encoding: chunked\r\n${HTML}\r\n\r\n${chunked(EEN)}`),
  ),
  none("status-of-two-figures", bytes(head("HTTP/1.1 20 OK", HTML, `Content-Length: ${BODY.length}`) + BODY)),
  none("icecast-greeting", bytes(head("ICY 200 OK", HTML, `Content-Length: ${BODY.length}`) + BODY)),
  none("protocol-in-small-letters", bytes(head("http/1.1 200 OK", HTML, `Content-Length: ${BODY.length}`) + BODY)),
  none("http2-preface", bytes(Buffer.from("000012040000000000000300000064000400100000000600004000", "hex"))),
  none("request-instead-of-answer", bytes("GET / HTTP/1.1\r\nHost: zelf\r\n\r\n")),
  none("spaces-before-the-answer", bytes(`${" ".repeat(50)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`)),
  page("status-000", bytes(head("HTTP/1.1 000 Niets", HTML, `Content-Length: ${BODY.length}`) + BODY), {
    outcomes: failed("protocol", "http-status"),
  }),
  page("status-999", bytes(head("HTTP/1.1 999 Genoeg", HTML, `Content-Length: ${BODY.length}`) + BODY), {
    outcomes: failed("http-status"),
  }),
  page("status-600", bytes(head("HTTP/1.1 600 Verder", HTML, `Content-Length: ${BODY.length}`) + BODY), {
    outcomes: failed("http-status"),
  }),
  page("status-226", (call) => call.send(EEN, 226, "IM: feed"), { records: both }),
  page("status-203", (call) => call.send(EEN, 203), { records: both }),
  page("status-299-empty", (call) => call.send("", 299), {
    outcomes: { "/nieuws/een": ["not-article:empty", "failed:truncated"] },
  }),
  page("status-418", (call) => call.send(EEN, 418), { outcomes: failed("http-status") }),
  page("status-421", (call) => call.send(EEN, 421), { outcomes: failed("http-status") }),
  page("status-509", (call) => call.send(EEN, 509), { outcomes: failed("http-status") }),
  page("multi-status-207", (call) => call.send(EEN, 207), { records: both }),
  page(
    "multipart-ranges-unasked",
    (call) =>
      call.send(
        `--x\r\nContent-Range: bytes 0-10/99\r\n\r\n${EEN}\r\n--x--`,
        206,
        "Content-Type: multipart/byteranges; boundary=x",
      ),
    { outcomes: failed("truncated") },
  ),
  page(
    "content-range-with-200",
    (call) => call.send(EEN, 200, `Content-Range: bytes 0-${BODY.length - 1}/${BODY.length}`),
    { records: both },
  ),
  page(
    "304-with-an-article",
    bytes(head("HTTP/1.1 304 Not Modified", HTML, 'ETag: "x"', `Content-Length: ${BODY.length}`) + BODY),
    { outcomes: { "/nieuws/een": "skipped:not-modified" } },
  ),
  page("204-then-article", bytes(head("HTTP/1.1 204 No Content", `Content-Length: ${BODY.length}`) + BODY), {
    outcomes: { "/nieuws/een": ["not-article:empty", "failed:protocol"] },
  }),
  page("interim-then-silence", open(head("HTTP/1.1 103 Early Hints", "Link: </x>; rel=preload")), {
    outcomes: failed("timeout"),
  }),
  page(
    "interim-after-interim-after-interim",
    bytes(head("HTTP/1.1 102 Processing").repeat(2000) + answerOf(EEN).toString("latin1")),
    { outcomes: failed("protocol") },
  ),
  page("interim-199", bytes(head("HTTP/1.1 199 Misc", "X: y") + answerOf(EEN).toString("latin1")), { records: both }),
  page(
    "interim-slow-drip",
    async (call) => {
      while (await call.write(head("HTTP/1.1 103 Early Hints"))) await call.wait(60);
    },
    { outcomes: failed("timeout", "protocol") },
  ),
  none(
    "upgrade-unasked",
    bytes(head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket") + BODY),
  ),

  whole("reason-missing", bytes(head("HTTP/1.1 200", HTML, `Content-Length: ${BODY.length}`) + BODY)),
  whole(
    "reason-of-eight-bits",
    bytes(head("HTTP/1.1 200 \xe9\xe8\xff", HTML, `Content-Length: ${BODY.length}`) + BODY),
  ),
  whole("lengths-equal", bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: ${BODY.length}`) + BODY)),
  whole("length-with-zeros", bytes(head("HTTP/1.1 200 OK", HTML, `Content-Length: 00${BODY.length}`) + BODY)),
  whole(
    "chunk-extensions",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN, 300, ';naam="een;twee"')),
  ),
  whole(
    "chunk-sizes-in-capitals",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: Chunked") + chunked(EEN, 171).replace(/^ab\r/, "AB\r")),
  ),
  whole(
    "chunk-size-with-zeros",
    bytes(`${head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked")}00000${chunked(EEN, 5000)}`),
  ),
  whole(
    "trailers-that-lie",
    bytes(
      head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked", "Trailer: Content-Length") +
        chunked(EEN, 300, "", "Content-Encoding: br\r\nLocation: /elders\r\nX-Robots-Tag: noindex\r\n"),
    ),
  ),
  whole("a-byte-a-packet", async (call) => {
    const sent = answerOf(paperArticle("Artikel een"));
    for (let at = 0; at < sent.length && !call.socket.destroyed; at += 40) await call.write(sent.subarray(at, at + 40));
  }),
  whole("head-in-two-halves", async (call) => {
    const sent = answerOf(EEN);
    await call.write(sent.subarray(0, 17));
    await call.wait(30);
    await call.write(sent.subarray(17));
  }),
  whole("two-hundred-headers", (call) =>
    call.send(EEN, 200, ...Array.from({ length: 200 }, (_, at) => `X-${at}: ${at}`)),
  ),
  whole("connection-close-capital", async (call) => {
    await call.send(EEN, 200, "CONNECTION: CLOSE");
    call.socket.end();
  }),
  whole("keep-alive-of-nothing", async (call) => {
    await call.send(EEN, 200, "Keep-Alive: timeout=0, max=0");
    call.socket.end();
  }),
];

const encodings: readonly SecondCase[] = [
  whole("gzip-then-gzip", encoded(gzipSync(gzipSync(EEN)), "gzip, gzip")),
  whole("gzip-then-brotli", encoded(brotliCompressSync(gzipSync(EEN)), "gzip, br")),
  whole("deflate-bare", encoded(deflateRawSync(EEN), "deflate")),
  whole("list-with-gaps", encoded(gzipSync(EEN), " , ,GZIP , ")),
  whole("identity-beside-gzip", encoded(gzipSync(EEN), "identity, gzip")),
  whole("gzip-with-name-and-comment", encoded(gzipWithName(EEN), "gzip")),
  whole("gzip-garbage-behind", encoded(Buffer.concat([gzipSync(EEN), Buffer.from("\u0000\u0000rommel")]), "gzip")),
  whole("gzip-five-members", encoded(Buffer.concat(slices(EEN, 5).map((part) => gzipSync(part))), "gzip")),
  whole("gzip-empty-members-between", encoded(Buffer.concat([gzipSync(""), gzipSync(EEN), gzipSync("")]), "gzip")),
  whole("zstd-frames-between", encoded(Buffer.concat(slices(EEN, 3).map((part) => zstdCompressSync(part))), "zstd")),
  whole("gzip-chunked", (call) =>
    call.write(
      head("HTTP/1.1 200 OK", HTML, "Content-Encoding: gzip", "Transfer-Encoding: chunked") +
        chunkedBytes(gzipSync(EEN)),
    ),
  ),
  whole("gzip-large-and-whole", encoded(gzipSync(LARGE), "gzip")),
  whole("brotli-large-and-whole", encoded(brotliCompressSync(LARGE), "br")),
  none(
    "four-encodings",
    encoded(gzipSync(gzipSync(gzipSync(gzipSync(EEN)))), "gzip, gzip, gzip, gzip"),
    "bad-encoding",
  ),
  none("encodings-in-wrong-order", encoded(brotliCompressSync(gzipSync(EEN)), "br, gzip"), "bad-encoding", "truncated"),
  none("gzip-called-brotli", encoded(gzipSync(EEN), "br"), "bad-encoding", "truncated"),
  none("brotli-called-gzip", encoded(brotliCompressSync(EEN), "gzip"), "bad-encoding"),
  none("zlib-called-gzip", encoded(deflateSync(EEN), "gzip"), "bad-encoding"),
  none("gzip-of-another-method", encoded(spoiled(gzipSync(EEN), 2, 7), "gzip"), "bad-encoding"),
  none("gzip-with-reserved-flags", encoded(spoiled(gzipSync(EEN), 3, 0xe0), "gzip"), "bad-encoding"),
  none("gzip-wrong-length", encoded(spoiled(gzipSync(EEN), -1, 0x7f), "gzip"), "bad-encoding", "truncated"),
  none("gzip-bit-flipped", encoded(flipped(gzipSync(EEN)), "gzip"), "bad-encoding", "truncated"),
  none("deflate-bit-flipped", encoded(flipped(deflateSync(EEN)), "deflate"), "bad-encoding", "truncated"),
  none("zstd-cut-in-a-block", encoded(zstdCompressSync(EEN).subarray(0, -60), "zstd"), "truncated", "bad-encoding"),
  none(
    "zstd-second-frame-cut",
    encoded(Buffer.concat([zstdCompressSync(EEN), zstdCompressSync("meer").subarray(0, -2)]), "zstd"),
    "truncated",
    "bad-encoding",
  ),
  none("brotli-cut-by-one", encoded(brotliCompressSync(EEN).subarray(0, -1), "br"), "truncated"),
  none("gzip-header-only", encoded(gzipSync(EEN).subarray(0, 10), "gzip"), "truncated", "bad-encoding"),
  none(
    "gzip-second-member-cut",
    encoded(Buffer.concat([gzipSync(EEN), gzipSync("meer").subarray(0, 12)]), "gzip"),
    "truncated",
    "bad-encoding",
  ),
  none("encoding-aes128gcm", encoded(Buffer.from(EEN), "aes128gcm"), "bad-encoding"),
  none("encoding-with-escapes", encoded(Buffer.from(EEN), "gz\u001b[2Jip"), "bad-encoding", "protocol"),
  none("encoding-of-a-kilobyte", encoded(gzipSync(EEN), "gzip,".repeat(200)), "bad-encoding"),
  none(
    "gzip-large-and-cut",
    encoded(gzipSync(Buffer.from(LARGE + noise(300_000))).subarray(0, -20_000), "gzip"),
    "truncated",
  ),
  none(
    "brotli-large-and-cut",
    encoded(brotliCompressSync(Buffer.from(LARGE + noise(300_000))).subarray(0, -2000), "br"),
    "truncated",
  ),
  none("zstd-bomb", encoded(zstdCompressSync(Buffer.alloc(80_000_000)), "zstd"), "too-large"),
  none("deflate-bomb", encoded(deflateSync(Buffer.alloc(40_000_000)), "deflate"), "too-large"),
  none(
    "bomb-in-brotli-in-gzip",
    encoded(gzipSync(brotliCompressSync(Buffer.alloc(40_000_000))), "br, gzip"),
    "too-large",
  ),
  page("text-of-sixty-thousand-members", encoded(Buffer.concat(Array<Buffer>(60_000).fill(gzipSync("x"))), "gzip")),
];

const inCharset =
  (charset: string, body: Uint8Array | string): Serve =>
  (call) =>
    call.send(
      typeof body === "string" ? Buffer.from(body, "latin1") : body,
      200,
      `Content-Type: text/html${charset === "" ? "" : `; charset=${charset}`}`,
    );
const CAFE = EEN.replace('<meta charset="utf-8">', "");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const late = (bytesBefore: number, meta: string) =>
  CAFE.replace("<title>", `<!--${"x".repeat(bytesBefore)}-->${meta}<title>`);

const charsets: readonly SecondCase[] = [
  whole("utf-16-marked-called-latin", inCharset("iso-8859-1", Buffer.from(`\ufeff${CAFE}`, "utf16le"))),
  whole("utf-16-big-called-little", inCharset("utf-16", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(CAFE)]))),
  whole("utf-16-bare-without-word", inCharset("", utf16be(CAFE))),
  whole("utf-8-marked-called-shift-jis", inCharset("shift_jis", Buffer.from(`\ufeff${CAFE}`))),
  whole("utf-32-called", inCharset("utf-32", Buffer.from(EEN))),
  whole("charset-empty", inCharset('""', Buffer.from(EEN))),
  whole("charset-of-a-kilobyte", inCharset("x".repeat(1000), Buffer.from(EEN))),
  whole("charset-twice", inCharset("utf-8; charset=utf-7", Buffer.from(EEN))),
  whole("charset-with-quote-open", inCharset('"utf-8', Buffer.from(EEN))),
  whole("ascii-called-iso-2022-jp", inCharset("iso-2022-jp", EEN)),
  whole("ascii-called-gb18030", inCharset("gb18030", EEN)),
  whole("ascii-called-utf-7", inCharset("utf-7", EEN)),
  whole("ascii-called-hz", inCharset("hz-gb-2312", EEN)),
  whole("ascii-called-replacement", inCharset("iso-2022-kr", EEN)),
  whole("ascii-called-x-user-defined", inCharset("x-user-defined", EEN)),
  whole("meta-at-byte-1100", inCharset("", late(1100, '<meta charset="utf-8">'))),
  whole("meta-of-utf-7", inCharset("", CAFE.replace("<title>", '<meta charset="utf-7"><title>'))),
  whole(
    "metas-that-differ",
    inCharset("", CAFE.replace("<title>", '<meta charset="utf-8"><meta charset="utf-16be"><title>')),
  ),
];

function gzipWithName(text: string): Buffer {
  const plain = gzipSync(text);
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0x18, 0, 0, 0, 0, 0, 3]),
    Buffer.from("../../etc/passwd\0; rm -rf\0"),
    plain.subarray(10),
  ]);
}
function slices(text: string, count: number): Buffer[] {
  const body = Buffer.from(text);
  const size = Math.ceil(body.length / count);
  return Array.from({ length: count }, (_, at) => body.subarray(at * size, (at + 1) * size));
}
function spoiled(body: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(body);
  copy[at < 0 ? copy.length + at : at] = value;
  return copy;
}
function flipped(body: Buffer): Buffer {
  return spoiled(body, body.length >> 1, (body[body.length >> 1] as number) ^ 0x55);
}
function chunkedBytes(body: Buffer): string {
  return `${body.length.toString(16)}\r\n${body.toString("latin1")}\r\n0\r\n\r\n`;
}
/** Text that does not shrink. */
function noise(length: number): string {
  let state = 1;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text;
}

/** What a connection that was lost or spoilt must not do to the requests after it. */
const connections: readonly SecondCase[] = [
  {
    name: "answers-ahead",
    // Two answers to one request: the second is nobody's.
    paths: {
      "/nieuws/een": async (call) => {
        await call.write(Buffer.concat([answerOf(EEN), answerOf(paperArticle("Nep"))]));
      },
    },
    records: both,
    manners: { concurrency: 1 },
  },
  {
    name: "answers-ahead-later",
    paths: {
      "/nieuws/een": async (call) => {
        await call.send(EEN);
        await call.wait(2);
        await call.write(answerOf("", 404));
      },
    },
    records: both,
    manners: { concurrency: 1, retries: 1 },
    maxRequests: 12,
  },
  {
    name: "closes-after-each",
    paths: {
      "/nieuws/*": async (call) => {
        await article(call);
        call.socket.end();
      },
    },
    records: both,
  },
  {
    name: "resets-kept-connections",
    paths: {
      "/nieuws/*": (call) => (call.turn > 1 ? call.socket.resetAndDestroy() : article(call)),
    },
    records: both,
    maxRequests: 12,
  },
  page(
    "reset-after-status-line",
    async (call) => {
      await call.write("HTTP/1.1 200 OK\r\n");
      call.socket.resetAndDestroy();
    },
    { outcomes: failed("network", "truncated", "protocol") },
  ),
  page(
    "reset-after-head",
    async (call) => {
      await call.write(head("HTTP/1.1 200 OK", HTML, `Content-Length: ${BODY.length}`));
      call.socket.resetAndDestroy();
    },
    { outcomes: failed("truncated", "network") },
  ),
  page(
    "reset-one-byte-short",
    async (call) => {
      await call.write(answerOf(EEN).subarray(0, -1));
      await call.wait(20);
      call.socket.resetAndDestroy();
    },
    { outcomes: failed("truncated", "network") },
  ),
  page(
    "end-in-last-chunk",
    bytes(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN, 100_000).slice(0, -5)),
    { outcomes: failed("truncated") },
  ),
  page(
    "half-open",
    async (call) => {
      await call.write(answerOf(EEN).subarray(0, 300));
      call.socket.end();
    },
    { outcomes: failed("truncated") },
  ),
  page(
    "slow-status-line",
    async (call) => {
      for (const letter of "HTTP/1.1 200 OK en nog veel meer") {
        if (!(await call.write(letter))) return;
        await call.wait(100);
      }
    },
    { outcomes: failed("timeout") },
  ),
  page(
    "slow-headers",
    async (call) => {
      await call.write("HTTP/1.1 200 OK\r\n");
      while (await call.write("X: y\r\n")) await call.wait(50);
    },
    { outcomes: failed("timeout") },
  ),
  page(
    "slow-chunks",
    async (call) => {
      await call.write(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked"));
      while (await call.write("1\r\n \r\n")) await call.wait(50);
    },
    { outcomes: failed("timeout") },
  ),
  page(
    "slow-chunk-size",
    async (call) => {
      await call.write(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked"));
      while (await call.write("0")) await call.wait(50);
    },
    { outcomes: failed("timeout", "protocol") },
  ),
  page(
    "slow-gzip",
    async (call) => {
      await call.write(head("HTTP/1.1 200 OK", HTML, "Content-Encoding: gzip"));
      for (const byte of gzipSync(EEN)) {
        if (!(await call.write(Buffer.from([byte])))) return;
        await call.wait(50);
      }
    },
    { outcomes: failed("timeout") },
  ),
  page(
    "slow-trailer",
    async (call) => {
      await call.write(head("HTTP/1.1 200 OK", HTML, "Transfer-Encoding: chunked") + chunked(EEN).slice(0, -2));
      while (await call.write("X: y\r\n")) await call.wait(50);
    },
    { outcomes: failed("timeout") },
  ),
  page(
    "slow-redirect-body",
    async (call) => {
      await call.write(head("HTTP/1.1 302 Found", "Location: /nieuws/vijf", "Transfer-Encoding: chunked"));
      while (await call.write("1\r\n \r\n")) await call.wait(50);
    },
    { records: both },
  ),
];

const cases = [...framing, ...encodings, ...charsets, ...connections];
let crawl: SecondCrawl;
beforeAll(async () => {
  crawl = await crawlCases(cases, { address: "127.0.0.21" });
});

describe("answers whose bytes lie about themselves", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => crawl.verify(one));
  test("nothing else was reached, and the healthy host came out whole, in time", () => crawl.verifyOthers());
  test("no name stands twice", () => expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length));
});
