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
 *   Only where it stands at the start of what was read.
 * - A head of more than `maxHeadBytes` ends the connection. undici counts names and values, not the spaces before a value, reason
 *   phrases or announcements.
 */
export function watchHead(socket: Socket, maxHeadBytes: number, isAwaitingHead: () => boolean): void {
  const read = socket.read;
  let headBytes = 0;
  let continues = 0;
  socket.read = (size?: number) => {
    const chunk = read.call(socket, size) as Buffer | null;
    if (chunk === null) return null;
    if (!isAwaitingHead()) {
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
    let rest = chunk;
    for (let length = continueLength(rest); length > 0 && continues < MAX_CONTINUES; length = continueLength(rest)) {
      continues += 1;
      rest = rest.subarray(length);
    }
    return rest.length === 0 ? null : rest;
  };
}

const H = 0x48;

function continueLength(bytes: Buffer): number {
  if (bytes[0] !== H) return 0;
  const start = bytes.toString("latin1", 0, MAX_CONTINUE_BYTES);
  return /^HTTP\/1\.[01] 100[ \r]/.test(start) ? start.indexOf("\r\n\r\n") + 4 : 0;
}
