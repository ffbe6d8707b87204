/** The day of a date or instant as it was printed, in its own zone; null where it is not exact to the day. */
export function dayOf(date: string | null): string | null {
  return date !== null && /^\d{4}-\d{2}-\d{2}/.test(date) ? date.slice(0, 10) : null;
}
