import { type FaultCase, failed, fault, faultArticle, HTML, head, page, whole } from "./fault-server-case.ts";

const ARTICLE = faultArticle("Molen draait weer");

/** What stands before a body, or instead of an answer. */
export const headCases: readonly FaultCase[] = [
  fault("healthy", "a right answer", page("Molen draait"), (call) => call.write(whole(ARTICLE))),
  fault("no-answer-end", "the end at once", failed("network"), (call) => call.socket.end()),
  fault("no-answer-reset", "a reset at once", failed("network"), (call) => call.socket.resetAndDestroy()),
  fault("no-answer-hang", "nothing, ever", failed("timeout"), () => {}),
  fault("head-cut", "half a head, then the end", failed("network", "truncated", "protocol"), async (call) => {
    await call.write("HTTP/1.1 200 OK\r\nContent-Ty");
    call.socket.end();
  }),
  fault("head-slow", "a byte of the head every 40 ms, without end", failed("timeout"), async (call) => {
    await call.write("HTTP/1.1 200 OK\r\nX-Slow: ");
    while ((await call.wait(40)) && (await call.write("x")));
  }),
  fault("headers-endless", "headers without end", failed("protocol"), async (call) => {
    await call.write("HTTP/1.1 200 OK\r\n");
    for (let count = 0; await call.write(`X-Header-${count}: ${"y".repeat(500)}\r\n`); count++);
  }),
  fault("headers-many", "100,000 empty headers", failed("protocol"), (call) =>
    call.write(`${head(200, ...Array.from({ length: 100_000 }, (_, index) => `x${index}:`), "Content-Length: 0")}`),
  ),
  fault("header-huge", "one header of 10 MB", failed("protocol"), (call) =>
    call.write(head(200, `X-Huge: ${"x".repeat(10_000_000)}`, "Content-Length: 0")),
  ),
  fault("header-spaces-endless", "a header of spaces without end", failed("protocol", "timeout"), async (call) => {
    await call.write("HTTP/1.1 200 OK\r\nX-Empty:");
    while (await call.write(" ".repeat(65_536)));
  }),
  fault("reason-endless", "a reason phrase without end", failed("protocol", "timeout"), async (call) => {
    await call.write("HTTP/1.1 200 ");
    while (await call.write("kade ".repeat(10_000)));
  }),
  fault("interim-flood", "1,000 early hints before a page", failed("protocol"), (call) =>
    call.write(Buffer.concat([Buffer.from(head(103, "Link: </a.css>").repeat(1000)), whole(ARTICLE)])),
  ),
  fault("interim-endless", "early hints without end", failed("protocol", "timeout"), async (call) => {
    while ((await call.wait(5)) && (await call.write(head(103, "Link: </a.css>"))));
  }),
  fault("continue-endless", "100 Continue without end", failed("protocol", "network", "timeout"), async (call) => {
    while (await call.write(head(100).repeat(100)));
  }),
  fault("early-hints", "103 before the page", page("Molen draait"), (call) =>
    call.write(Buffer.concat([Buffer.from(head(103, "Link: </a.css>; rel=preload")), whole(ARTICLE)])),
  ),
  fault("processing", "102 before the page", page("Molen draait"), (call) =>
    call.write(Buffer.concat([Buffer.from(head(102)), whole(ARTICLE)])),
  ),
  fault("continue-unasked", "100 Continue before the page", page("Molen draait"), (call) =>
    call.write(Buffer.concat([Buffer.from(head(100)), whole(ARTICLE)])),
  ),
  fault("continue-apart", "100 Continue, a while, the page", page("Molen draait"), async (call) => {
    await call.write(head("HTTP/1.1 100 Continue", "X-Any: 1"));
    if (await call.wait(30)) await call.write(whole(ARTICLE));
  }),
  fault("continue-then-hints", "100, 103, 100, the page", page("Molen draait"), async (call) => {
    for (const status of [100, 103, 100]) {
      await call.write(head(status));
      await call.wait(15);
    }
    await call.write(whole(ARTICLE));
  }),
  fault("continue-behind-hints", "103, 100 and the page in one piece", page("Molen draait"), (call) =>
    call.write(Buffer.concat([Buffer.from(head(103)), Buffer.from(head(100)), whole(ARTICLE)])),
  ),
  fault("switching-protocols", "101, unasked", failed("protocol", "network"), (call) =>
    call.write(head(101, "Upgrade: websocket", "Connection: Upgrade")),
  ),
  fault("upgrade-advertised", "a page that offers h2c", page("Molen draait"), (call) =>
    call.write(whole(ARTICLE, "Upgrade: h2,h2c", "Connection: Upgrade, Keep-Alive")),
  ),
  fault("http09", "a page without a head", failed("protocol", "network"), async (call) => {
    await call.write(ARTICLE);
    call.socket.end();
  }),
  fault("binary-junk", "random bytes", failed("protocol", "network"), async (call) => {
    await call.write(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197 + 13) & 0xff)));
    call.socket.end();
  }),
  fault("ssh-banner", "the greeting of another protocol", failed("protocol", "network"), (call) =>
    call.write("SSH-2.0-Molen_1\r\n"),
  ),
  fault("status-no-number", "a status of letters", failed("protocol"), (call) =>
    call.write(head("HTTP/1.1 OK 200", "Content-Length: 0")),
  ),
  fault("status-long", "a status of four figures", failed("protocol"), (call) =>
    call.write(head("HTTP/1.1 2000 OK", "Content-Length: 0")),
  ),
  fault("version-unknown", "HTTP/9.9", failed("protocol"), (call) =>
    call.write(head("HTTP/9.9 200 OK", "Content-Length: 0")),
  ),
  fault("header-without-colon", "a header line without a colon", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, "dit is geen header", "Content-Length: 2")}ok`),
  ),
  fault("header-nul", "a zero byte in a header", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, "X-Nul: a\0b", "Content-Length: 2")}ok`),
  ),
  fault("header-folded", "a header that goes on in the next line", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, "X-Folded: a\r\n b", "Content-Length: 2")}ok`),
  ),
  fault("header-escapes", "terminal escapes in a header", failed("protocol"), (call) =>
    call.write(`${head(200, HTML, "X-Red: \x1b[31mrood", "Content-Length: 2")}ok`),
  ),
  fault("reason-escapes", "terminal escapes in the reason phrase", page("Molen draait"), (call) =>
    call.write(
      `${head("HTTP/1.1 200 \x1b]0;weg\x07\x1b[2J", HTML, `Content-Length: ${Buffer.byteLength(ARTICLE)}`)}${ARTICLE}`,
    ),
  ),
  fault("header-proto", "headers called __proto__ and constructor", page("Molen draait"), (call) =>
    call.write(whole(ARTICLE, "__proto__: vervuild", "constructor: vervuild")),
  ),
];
