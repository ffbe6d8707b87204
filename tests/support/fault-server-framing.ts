import { type FaultCase, failed, fault, faultArticle, HTML, head, page, whole } from "./fault-server-case.ts";

const ARTICLE = faultArticle("Kade gaat op de schop");
const LENGTH = Buffer.byteLength(ARTICLE);
const HALF = Buffer.from(ARTICLE).subarray(0, LENGTH >> 1);
const CHUNKED = head(200, HTML, "Transfer-Encoding: chunked");
const HALF_CHUNK = `${HALF.length.toString(16)}\r\n${HALF.toString("latin1")}\r\n`;

/** Where a body ends, and where it should have. */
export const framingCases: readonly FaultCase[] = [
  fault("content-length-short", "half of the announced bytes, then the end", failed("truncated"), async (call) => {
    await call.write(head(200, HTML, `Content-Length: ${LENGTH}`));
    await call.write(HALF);
    call.socket.end();
  }),
  fault("content-length-short-closing", "the same with Connection: close", failed("truncated"), async (call) => {
    await call.write(head(200, HTML, `Content-Length: ${LENGTH}`, "Connection: close"));
    await call.write(HALF);
    call.socket.end();
  }),
  fault("content-length-reset", "half of the announced bytes, then a reset", failed("truncated"), async (call) => {
    await call.write(head(200, HTML, `Content-Length: ${LENGTH}`));
    await call.write(HALF);
    if (await call.wait(30)) call.socket.resetAndDestroy();
  }),
  fault("content-length-stall", "half of the announced bytes, then nothing", failed("timeout"), async (call) => {
    await call.write(head(200, HTML, `Content-Length: ${LENGTH}`));
    await call.write(HALF);
  }),
  fault("content-length-too-small", "more bytes than announced", page("Kade gaat"), async (call) => {
    await call.write(head(200, HTML, `Content-Length: ${LENGTH - 10}`) + Buffer.from(ARTICLE).toString("latin1"));
  }),
  fault("second-answer-unasked", "an answer, and behind it one nobody asked for", page("Kade gaat"), async (call) => {
    await call.write(Buffer.concat([whole(ARTICLE), whole(faultArticle("Vergiftigd antwoord"))]));
  }),
  fault("chunked-cut", "chunks without the last one, then the end", failed("truncated"), async (call) => {
    await call.write(Buffer.from(CHUNKED + HALF_CHUNK, "latin1"));
    call.socket.end();
  }),
  fault("chunked-cut-closing", "the same with Connection: close", failed("truncated"), async (call) => {
    await call.write(
      Buffer.from(head(200, HTML, "Transfer-Encoding: chunked", "Connection: close") + HALF_CHUNK, "latin1"),
    );
    call.socket.end();
  }),
  fault("chunk-cut", "a chunk that breaks off", failed("truncated"), async (call) => {
    await call.write(`${CHUNKED}ffff\r\nnog lang niet alles`);
    call.socket.end();
  }),
  fault("chunked-reset", "chunks, then a reset", failed("truncated"), async (call) => {
    await call.write(Buffer.from(CHUNKED + HALF_CHUNK, "latin1"));
    if (await call.wait(30)) call.socket.resetAndDestroy();
  }),
  fault("chunk-size-junk", "a chunk size that is no number", failed("protocol"), (call) =>
    call.write(`${CHUNKED}kade\r\nabcd\r\n`),
  ),
  fault("chunk-size-huge", "a chunk size beyond 64 bits", failed("protocol", "too-large"), (call) =>
    call.write(`${CHUNKED}fffffffffffffffff\r\nabcd`),
  ),
  fault(
    "chunk-extension-flood",
    "one byte a chunk, each with 16 KB of extensions",
    failed("protocol", "too-large"),
    async (call) => {
      await call.write(CHUNKED);
      const chunks = `1;${"x".repeat(16_000)}\r\na\r\n`.repeat(20);
      while (await call.write(chunks));
    },
  ),
  fault("chunk-extension-endless", "a chunk extension without end", failed("protocol", "timeout"), async (call) => {
    await call.write(`${CHUNKED}5;`);
    while (await call.write("x".repeat(65_536)));
  }),
  fault("chunks-of-one-byte", "a body of 8 MB, one byte a chunk", failed("protocol", "too-large"), async (call) => {
    await call.write(CHUNKED);
    const chunks = "1\r\na\r\n".repeat(8192);
    for (let count = 0; count < 1024; count++) if (!(await call.write(chunks))) return;
    await call.write("0\r\n\r\n");
  }),
  fault("chunks-small", "an honest page in chunks of 40 bytes", page("Kade gaat"), async (call) => {
    const pieces = ARTICLE.match(/[\s\S]{1,40}/g) ?? [];
    const chunks = pieces.map((piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`).join("");
    await call.write(`${CHUNKED}${chunks}0\r\n\r\n`);
  }),
  fault("trailers-endless", "trailers without end", failed("protocol"), async (call) => {
    await call.write(`${CHUNKED}2\r\nab\r\n0\r\n`);
    for (let count = 0; await call.write(`X-Trailer-${count}: ${"x".repeat(1000)}\r\n`); count++);
  }),
  fault("trailers", "a page with a trailer", page("Kade gaat"), (call) =>
    call.write(`${CHUNKED}${LENGTH.toString(16)}\r\n${ARTICLE}\r\n0\r\nX-Checked: yes\r\n\r\n`),
  ),
  fault("lengths-conflicting", "two Content-Lengths that differ", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, "Content-Length: 10", `Content-Length: ${LENGTH}`)}${ARTICLE}`),
  ),
  fault("lengths-in-one", "two lengths in one Content-Length", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, `Content-Length: 10, ${LENGTH}`)}${ARTICLE}`),
  ),
  fault("length-and-chunked", "Content-Length and chunks", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, "Content-Length: 5", "Transfer-Encoding: chunked")}5\r\nkade!\r\n0\r\n\r\n`),
  ),
  fault("length-negative", "a negative Content-Length", failed("protocol"), (call) =>
    call.write(`${head(200, "Content-Length: -5")}kade!`),
  ),
  fault("length-no-number", "a Content-Length of words", failed("protocol"), (call) =>
    call.write(`${head(200, "Content-Length: veel")}kade!`),
  ),
  fault("length-huge", "a Content-Length of a terabyte", failed("too-large"), (call) =>
    call.write(`${head(200, HTML, "Content-Length: 1099511627776")}<p>`),
  ),
  fault("body-endless", "a body without end", failed("too-large"), async (call) => {
    await call.write(head(200, HTML, "Connection: close"));
    while (await call.write("<p>en nog een regel over de kade</p>\n".repeat(1000)));
  }),
  fault("body-endless-chunked", "chunks without end", failed("too-large"), async (call) => {
    await call.write(CHUNKED);
    while (await call.write(`8000\r\n${"x".repeat(0x8000)}\r\n`));
  }),
  fault("body-slow", "a byte every 40 ms, without end", failed("timeout"), async (call) => {
    await call.write(head(200, HTML));
    while ((await call.wait(40)) && (await call.write("x")));
  }),
  fault("body-stall", "nothing after the head", failed("timeout"), (call) => call.write(head(200, HTML))),
  fault("closing-unannounced", "a body that ends with the connection", page("Kade gaat"), async (call) => {
    await call.write(head(200, HTML) + ARTICLE);
    call.socket.end();
  }),
  fault("closing-reset", "a body that ends with a reset", failed("truncated"), async (call) => {
    await call.write(Buffer.concat([Buffer.from(head(200, HTML, "Connection: close")), HALF]));
    if (await call.wait(30)) call.socket.resetAndDestroy();
  }),
  fault("http10", "HTTP/1.0, ended by the connection", page("Kade gaat"), async (call) => {
    await call.write(head("HTTP/1.0 200 OK", HTML) + ARTICLE);
    call.socket.end();
  }),
  fault("http10-keep-alive", "HTTP/1.0 that stays open", page("Kade gaat"), (call) =>
    call.write(head("HTTP/1.0 200 OK", HTML, "Connection: keep-alive", `Content-Length: ${LENGTH}`) + ARTICLE),
  ),
  fault(
    "keep-alive-race",
    "a reset under every second request of a connection",
    page("Kade gaat"),
    async (call) => {
      if (call.turn > 1) call.socket.resetAndDestroy();
      else await call.write(whole(ARTICLE));
    },
    { maxRequests: 2 },
  ),
  fault(
    "keep-alive-race-end",
    "the end under every second request of a connection",
    page("Kade gaat"),
    async (call) => {
      if (call.turn > 1) call.socket.end();
      else await call.write(whole(ARTICLE));
    },
    { maxRequests: 2 },
  ),
  fault("closing-announced", "Connection: close, and held to", page("Kade gaat"), async (call) => {
    await call.write(whole(ARTICLE, "Connection: close"));
    call.socket.end();
  }),
];
