import type { RobotsAnswer } from "./ask-robots.ts";

/** What is known of one authority's robots.txt: plain data, kept over runs. Instants are ISO 8601. */
export interface RobotsMemory {
  readonly kind: RobotsAnswer["kind"];
  /** "answered 503", "could not be reached: …" */
  readonly detail: string;
  readonly askedAt: string;
  /** How many times in a row it was out of reach. */
  readonly failures: number;
  /** Not to be asked again before, where it was out of reach; else null. */
  readonly retryAt: string | null;
  /** The last copy that was read, or null. While the file is out of reach it may be old. */
  readonly copy: RobotsCopy | null;
}

export interface RobotsCopy {
  /** One character for each byte, so that it survives any store. */
  readonly octets: string;
  readonly readAt: string;
}

/** RFC 9309 §2.3.1.4 calls 30 days a reasonably long time; so long an old copy stands in for a file out of reach (§2.4). */
export const MAX_COPY_AGE_MS = 30 * 24 * 60 * 60 * 1000;

const FIRST_BACKOFF_MS = 5 * 60 * 1000;
const MAX_BACKOFF_MS = 60 * 60 * 1000;

export function remember(answer: RobotsAnswer, before: RobotsMemory | undefined, nowMs: number): RobotsMemory {
  const askedAt = new Date(nowMs).toISOString();
  const { kind, detail } = answer;
  if (answer.kind === "read") {
    const octets = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength).toString("latin1");
    return { kind, detail, askedAt, failures: 0, retryAt: null, copy: { octets, readAt: askedAt } };
  }
  // A file that is gone takes its old rules along.
  if (answer.kind === "unavailable") return { kind, detail, askedAt, failures: 0, retryAt: null, copy: null };
  const failures = (before?.failures ?? 0) + 1;
  const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10), MAX_BACKOFF_MS);
  const retryAt = new Date(nowMs + Math.max(backoffMs, answer.retryAfterMs ?? 0)).toISOString();
  return { kind, detail, askedAt, failures, retryAt, copy: before?.copy ?? null };
}

/** Whether the authority need not be asked: the answer is young (§2.4), or it is too soon to try again. */
export function isCurrent(memory: RobotsMemory, nowMs: number, ttlMs: number): boolean {
  const ageMs = nowMs - Date.parse(memory.askedAt);
  // Under a clock that was set back nothing can be said of an age.
  if (ageMs < 0) return false;
  return memory.retryAt === null ? ageMs < ttlMs : nowMs < Date.parse(memory.retryAt);
}

export function isRobotsMemory(value: unknown): value is RobotsMemory {
  if (typeof value !== "object" || value === null) return false;
  const { kind, detail, askedAt, failures, retryAt, copy } = value as Record<string, unknown>;
  return (
    (kind === "read" || kind === "unavailable" || kind === "unreachable") &&
    typeof detail === "string" &&
    isInstant(askedAt) &&
    typeof failures === "number" &&
    (kind === "unreachable" ? isInstant(retryAt) : retryAt === null) &&
    (isRobotsCopy(copy) || (copy === null && kind !== "read"))
  );
}

function isRobotsCopy(value: unknown): value is RobotsCopy {
  if (typeof value !== "object" || value === null) return false;
  const { octets, readAt } = value as Record<string, unknown>;
  return typeof octets === "string" && isInstant(readAt);
}

function isInstant(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
