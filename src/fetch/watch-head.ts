import type { Socket } from "node:net";
import { AnswerFault } from "./answer-fault.ts";

/** A "100 Continue" with its headers is short; a longer one is left to the parser. */
const MAX_CONTINUE_BYTES = 1024;

/** A flood of them is left to the parser, which ends it. */
const MAX_CONTINUES = 16;

/**
 * Watches what a socket brings while the head of an answer is awaited, where undici falls short. `awaited` gives whose head it is, or
 * `undefined` when none is awaited.
 *
 * - A "100 Continue" that nobody asked for is taken out: RFC 9110 §15.2 tells a client to pass it over, undici gives the request up.
 *   What may become one is held back until it is known.
 * - A head of more than `maxHeadBytes` ends the connection. undici counts names and values, not the spaces before a value, reason
 *   phrases or announcements.
 */
export function watchHead(socket: Socket, maxHeadBytes: number, awaited: () => object | undefined): void {
  const read = socket.read;
  let watched: object | undefined;
  let held: Buffer | undefined;
  let headBytes = 0;
  let continues = 0;
  socket.read = (size?: number) => {
    const chunk = read.call(socket, size) as Buffer | null;
    if (chunk === null) return null;
    const now = awaited();
    if (now !== watched) {
      watched = now;
      held = undefined;
      headBytes = 0;
      continues = 0;
    }
    if (now === undefined) return chunk;
    // What was read before was head and no more, for the head has not come to its end.
    if (headBytes > maxHeadBytes) {
      socket.destroy(
        new AnswerFault(`expected a head of at most ${maxHeadBytes} bytes, found more`, "protocol", "give-up"),
      );
      return null;
    }
    headBytes += chunk.length;
    let bytes = held === undefined ? chunk : Buffer.concat([held, chunk]);
    held = undefined;
    // Where the next head may begin: other announcements may have come in the same read.
    let at = 0;
    while (continues < MAX_CONTINUES) {
      const rest = bytes.subarray(at);
      const length = continueLength(rest);
      if (length === undefined) {
        held = rest;
        bytes = bytes.subarray(0, at);
        break;
      }
      const announced = length === 0 ? announcementLength(rest) : 0;
      if (length === 0 && announced === 0) break;
      if (length > 0) {
        continues += 1;
        bytes = at === 0 ? rest.subarray(length) : Buffer.concat([bytes.subarray(0, at), rest.subarray(length)]);
      }
      at += announced;
    }
    return bytes.length === 0 ? null : bytes;
  };
}

const H = 0x48;

/** Length of the announcement (1xx, but no 100 and no 101) that the bytes begin with; 0 where they do not, or not with a whole short one. */
function announcementLength(bytes: Buffer): number {
  if (bytes[0] !== H) return 0;
  const start = bytes.toString("latin1", 0, MAX_CONTINUE_BYTES);
  const end = /^HTTP\/1\.[01] 1(?!0[01])\d\d[ \r]/.test(start) ? start.indexOf("\r\n\r\n") : -1;
  return end < 0 ? 0 : end + 4;
}

/** Length of the "100 Continue" that the bytes begin with; 0 where they do not, `undefined` while that cannot be told. */
function continueLength(bytes: Buffer): number | undefined {
  if (bytes[0] !== H) return 0;
  const start = bytes.toString("latin1", 0, MAX_CONTINUE_BYTES);
  if (/^HTTP\/1\.[01] 100[ \r]/.test(start)) {
    const end = start.indexOf("\r\n\r\n");
    if (end >= 0) return end + 4;
    return bytes.length < MAX_CONTINUE_BYTES ? undefined : 0;
  }
  const isBeginning = "HTTP/1.1 100".startsWith(start) || "HTTP/1.0 100".startsWith(start);
  return isBeginning ? undefined : 0;
}
