import { zoneOffsetMinutes } from "../model/zone-offset.ts";

/**
 * Whether two ISO dates name the same moment, as far as both go: a day and a time agree where the time falls on that day, as written or in
 * `timeZone`; two times where they are the same minute, whatever their offsets.
 */
export function isSameMoment(one: string, other: string, timeZone: string): boolean {
  if (one === other) return true;
  if (isInstant(one) && isInstant(other))
    return Math.floor(Date.parse(one) / 60_000) === Math.floor(Date.parse(other) / 60_000);
  const length = Math.min(one.length, other.length, 10);
  const days = [one, other].map((each) => each.slice(0, length));
  if (days[0] === days[1]) return true;
  return dayIn(one, timeZone).slice(0, length) === dayIn(other, timeZone).slice(0, length);
}

const isInstant = (at: string): boolean => at.includes("T");

/** The local day of an instant; a date is its own. */
function dayIn(at: string, timeZone: string): string {
  if (!isInstant(at)) return at;
  const instantMs = Date.parse(at);
  return new Date(instantMs + zoneOffsetMinutes(timeZone, instantMs) * 60_000).toISOString().slice(0, 10);
}
