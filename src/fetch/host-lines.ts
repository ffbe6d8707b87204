import { AnswerFault } from "./answer-fault.ts";
import type { Line } from "./line.ts";
import type { Transfer } from "./transfer.ts";

/** The lines to one origin: so many at once, the one used last taken first, and a queue when all are busy. */
export interface HostLines {
  /** `isFresh`: not over a connection that has served before. */
  send(transfer: Transfer, isFresh: boolean): void;
  close(): Promise<unknown>;
}

/** `onEmpty` is called when no line is open any more and nothing waits for one. */
export function openHostLines(
  openLine: (onLost: () => void) => Line,
  maxLines: number,
  onEmpty: () => void,
): HostLines {
  const open = new Set<Line>();
  const idle: Line[] = [];
  const waiting: Transfer[] = [];
  let isClosed = false;

  const drop = (line: Line) => {
    open.delete(line);
    const at = idle.indexOf(line);
    if (at >= 0) idle.splice(at, 1);
    return line.close();
  };
  const openNew = (): Line => {
    const line = openLine(() => {
      void drop(line);
      serveNext();
    });
    open.add(line);
    return line;
  };
  const take = (isFresh: boolean): Line | undefined => {
    const kept = isFresh ? undefined : idle.pop();
    if (kept !== undefined) return kept;
    if (open.size < maxLines) return openNew();
    const oldest = idle[0];
    if (oldest === undefined) return undefined;
    void drop(oldest);
    return openNew();
  };
  const carry = (line: Line, transfer: Transfer) => {
    line.carry(transfer, (isUsable) => {
      if (isUsable && !isClosed) idle.push(line);
      else void drop(line);
      serveNext();
    });
  };
  const serveNext = () => {
    // Whoever ran out of time while waiting is served no more.
    while (waiting[0]?.isSettled === true) waiting.shift();
    const [next] = waiting;
    if (next === undefined) {
      if (open.size === 0) onEmpty();
      return;
    }
    const line = take(false);
    if (line === undefined) return;
    waiting.shift();
    carry(line, next);
  };

  return {
    send(transfer, isFresh) {
      const line = take(isFresh);
      if (line === undefined) waiting.push(transfer);
      else carry(line, transfer);
    },
    close() {
      isClosed = true;
      for (const transfer of waiting.splice(0)) transfer.fail(closedFault());
      return Promise.all([...open].map(drop));
    },
  };
}

/** What a request hears when the fetcher is closed before or under it. */
export function closedFault(): AnswerFault {
  return new AnswerFault("expected the fetcher to stay open, found it closed", "network", "retry");
}
