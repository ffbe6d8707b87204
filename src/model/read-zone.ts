import { type DateToken, gluedNumber } from "./date-tokens.ts";
import { ZONE_LETTERS } from "./date-words.ts";

export interface ZoneReading {
  readonly zone: number | string;
  readonly end: number;
  readonly isImpossible: boolean;
}

/** Reads `Z`, `CET`, `+01:00`, `-0500`, `GMT+1`, also in brackets. */
export function readZone(tokens: readonly DateToken[], start: number, isIso: boolean): ZoneReading | undefined {
  const at = tokens[start]?.key === "(" ? start + 1 : start;
  const letters = tokens[at];
  const named = letters?.kind === "word" ? ZONE_LETTERS.get(letters.text) : undefined;
  if (named !== undefined) {
    // GMT+0100 (Central European Standard Time)
    const offset = named === 0 ? readOffset(tokens, at + 1, true) : undefined;
    if (offset && tokens[at + 1]?.gap === "none") return offset;
    return { zone: named, end: at + 1, isImpossible: false };
  }
  return at === start ? readOffset(tokens, start, isIso) : undefined;
}

const MAX_OFFSET_MINUTES = 14 * 60;

function readOffset(tokens: readonly DateToken[], start: number, allowsMinusColon: boolean): ZoneReading | undefined {
  const sign = tokens[start]?.key;
  const first = tokens[start + 1];
  if ((sign !== "+" && sign !== "-") || first?.kind !== "number" || first.gap !== "none") return undefined;
  const minutes = first.key.length === 2 ? gluedNumber(tokens, start + 2, ":", 2) : undefined;
  if (sign === "-" && first.key.length !== 4 && !allowsMinusColon) return undefined;
  const isWhole = first.key.length === 4 || first.key.length <= 2;
  if (!isWhole) return undefined;
  const hourPart = first.key.length === 4 ? Math.trunc(first.value / 100) : first.value;
  const minutePart = first.key.length === 4 ? first.value % 100 : (minutes ?? 0);
  const total = hourPart * 60 + minutePart;
  return {
    zone: sign === "-" && total > 0 ? -total : total,
    end: start + (minutes === undefined ? 2 : 4),
    isImpossible: total > MAX_OFFSET_MINUTES || minutePart > 59,
  };
}
