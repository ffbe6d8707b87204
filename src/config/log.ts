import type { Writable } from "node:stream";
import { type Level, type Logger, pino } from "pino";

export interface LogOptions {
  /** One JSON object a line, for machines; otherwise lines for people. */
  readonly isJson: boolean;
  readonly level: Level | "silent";
  /** Whether colours are shown; only looked at for people. */
  readonly isTerminal: boolean;
  /** Never standard output, which belongs to records. */
  readonly destination: Writable;
}

/**
 * A log whose lines are harmless wherever they are shown: what servers and pages say reaches it, so control characters,
 * terminal escapes and marks that turn the direction of text come out as U+FFFD, and for people a line break within a
 * field does not begin a line.
 */
export async function createLog({ isJson, level, isTerminal, destination }: LogOptions): Promise<Logger> {
  const write = isJson
    ? (line: string) => void destination.write(withoutControls(line))
    : await forPeople(isTerminal, destination);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
    },
    { write },
  );
}

async function forPeople(isTerminal: boolean, destination: Writable): Promise<(line: string) => void> {
  const { prettyFactory } = await import("pino-pretty");
  const pretty = prettyFactory({
    colorize: isTerminal,
    translateTime: "HH:MM:ss",
    errorLikeObjectKeys: ["err", "error"],
    singleLine: true,
  });
  return (line) => {
    const entry: unknown = JSON.parse(withoutControls(line), (key, value) =>
      key === "stack" ? value : onOneLine(value),
    );
    destination.write(pretty(JSON.stringify(entry)) ?? line);
  };
}

const onOneLine = (value: unknown): unknown => (typeof value === "string" ? value.replace(/[\n\r\t]+/g, " ") : value);

/** Control characters as JSON writes them, and those that it leaves as they are. An escaped backslash begins nothing. */
const controls =
  /\\\\|\\[bf]|\\u00(?:0[0-8bcef]|1[0-9a-f])|[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gi;

function withoutControls(line: string): string {
  return line.replace(controls, (found) => (found === "\\\\" ? found : "\ufffd"));
}
