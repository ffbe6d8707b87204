/** What a wall clock in a zone meant: its offset from UTC, and whether the clock showed that time twice. */
export interface LocalTime {
  readonly offsetMinutes: number;
  /** The clock went back over this time: the first of the two is given. */
  readonly isAmbiguous: boolean;
}

/**
 * Finds the offset a wall clock in `timeZone` had when it showed `localMs`, that is the wall clock's fields read as if they were UTC.
 * Gives `undefined` for a time the clock jumped over.
 *
 * Throws a `RangeError` where `timeZone` is no IANA zone: ask `isTimeZone` first.
 */
export function resolveLocalTime(localMs: number, timeZone: string): LocalTime | undefined {
  const before = zoneOffsetMinutes(timeZone, localMs - DAY_MS);
  const after = zoneOffsetMinutes(timeZone, localMs + DAY_MS);
  const isBeforeRight = isOffsetAt(localMs, before, timeZone);
  if (before === after) return isBeforeRight ? { offsetMinutes: before, isAmbiguous: false } : undefined;
  const isAfterRight = isOffsetAt(localMs, after, timeZone);
  // The greater offset is the earlier instant.
  if (isBeforeRight && isAfterRight) return { offsetMinutes: Math.max(before, after), isAmbiguous: true };
  if (isBeforeRight) return { offsetMinutes: before, isAmbiguous: false };
  return isAfterRight ? { offsetMinutes: after, isAmbiguous: false } : undefined;
}

/** The offset of `timeZone` from UTC at an instant, in minutes east; seconds of old local mean times are cut off. */
export function zoneOffsetMinutes(timeZone: string, epochMs: number): number {
  const zone = zoneOf(timeZone);
  const day = Math.floor(epochMs / DAY_MS);
  const atStart = offsetAtDayStart(zone, day);
  // Zones change at most once in a day: where both midnights agree, every hour between them does.
  return atStart === offsetAtDayStart(zone, day + 1) ? atStart : measureOffset(zone.format, epochMs);
}

/** Whether `timeZone` is a zone this runtime knows: an IANA name such as `Europe/Amsterdam`. */
export function isTimeZone(timeZone: string): boolean {
  try {
    zoneOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

const DAY_MS = 86_400_000;
const MAX_DAYS_KEPT = 20_000;
const MAX_ZONES_KEPT = 1_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsetByDay: Map<number, number>;
}

const zones = new Map<string, Zone>();

function isOffsetAt(localMs: number, offsetMinutes: number, timeZone: string): boolean {
  return zoneOffsetMinutes(timeZone, localMs - offsetMinutes * 60_000) === offsetMinutes;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  // Locale, calendar and digits are named, so nothing of the machine's settings comes in.
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const zone = { format, offsetByDay: new Map<number, number>() };
  if (zones.size >= MAX_ZONES_KEPT) zones.clear();
  zones.set(timeZone, zone);
  return zone;
}

function offsetAtDayStart(zone: Zone, day: number): number {
  const known = zone.offsetByDay.get(day);
  if (known !== undefined) return known;
  const offset = measureOffset(zone.format, day * DAY_MS);
  if (zone.offsetByDay.size >= MAX_DAYS_KEPT) zone.offsetByDay.clear();
  zone.offsetByDay.set(day, offset);
  return offset;
}

function measureOffset(format: Intl.DateTimeFormat, epochMs: number): number {
  const fields: Record<string, number> = {};
  for (const part of format.formatToParts(epochMs)) fields[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  const shownMs = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.trunc((shownMs - Math.floor(epochMs / 1000) * 1000) / 60_000);
}
