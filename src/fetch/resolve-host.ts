import { lookup } from "node:dns";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** So long an answer is used again, in milliseconds; few names promise less, and none suffers by it. */
const REMEMBERED_MS = 60_000;
const MAX_NAMES = 1024;

const LOOPBACK: readonly ResolvedAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** True for the names that always mean this machine (RFC 6761 §6.3). */
export function isLocalhost(hostname: string): boolean {
  return /^(.*\.)?localhost\.?$/.test(hostname);
}

/** The system's own resolver; the names of this machine are never asked of the network. */
export const resolveBySystem: Resolve = (hostname) => {
  if (isLocalhost(hostname)) return Promise.resolve(LOOPBACK);
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })));
      else reject(error);
    });
  });
};

/**
 * Asks for a name once a minute at most, and never twice at the same time: Node resolves two names at once, so a name whose server does
 * not answer would keep the others waiting. Failures are not remembered.
 */
export function rememberAddresses(resolve: Resolve, nowMs: () => number): Resolve {
  const known = new Map<string, { readonly answer: Promise<readonly ResolvedAddress[]>; readonly untilMs: number }>();
  return (hostname) => {
    const found = known.get(hostname);
    if (found !== undefined && nowMs() < found.untilMs) return found.answer;
    const answer = resolve(hostname);
    known.delete(hostname);
    known.set(hostname, { answer, untilMs: nowMs() + REMEMBERED_MS });
    answer.catch(() => {
      if (known.get(hostname)?.answer === answer) known.delete(hostname);
    });
    const [oldest] = known.keys();
    if (known.size > MAX_NAMES && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
