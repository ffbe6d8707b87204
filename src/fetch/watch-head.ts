import type { Socket } from "node:net";
import { AnswerFault } from "./answer-fault.ts";

/** A "100 Continue" with its headers is short; a longer one is left to the parser. */
const MAX_CONTINUE_BYTES = 1024;

/** A flood of them is left to the parser, which ends it. */
const MAX_CONTINUES = 16;

/**
 * Watches what a socket brings while the head of an answer is awaited, where undici falls short:
 *
 * - A "100 Continue" that nobody asked for is taken out: RFC 9110 §15.2 tells a client to pass it over, undici gives the request up.
 *   What may become one is held back until it is known.
 * - A head of more than `maxHeadBytes` ends the connection. undici counts names and values, not the spaces before a value, reason
 *   phrases or announcements.
 */
export function watchHead(socket: Socket, maxHeadBytes: number, isAwaitingHead: () => boolean): void {
  const read = socket.read;
  let held: Buffer | undefined;
  let headBytes = 0;
  let continues = 0;
  socket.read = (size?: number) => {
    const chunk = read.call(socket, size) as Buffer | null;
    if (chunk === null) return null;
    if (!isAwaitingHead()) {
      held = undefined;
      headBytes = 0;
      continues = 0;
      return chunk;
    }
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
    while (continues < MAX_CONTINUES) {
      const length = continueLength(bytes);
      if (length === 0) break;
      if (length === undefined) {
        held = bytes;
        return null;
      }
      continues += 1;
      bytes = bytes.subarray(length);
    }
    return bytes.length === 0 ? null : bytes;
  };
}

const H = 0x48;

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
