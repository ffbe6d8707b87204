/** Rates of one run, or of several taken together. */
export interface Rates {
  readonly records: number;
  readonly comments: number;
  /** Share of records, or of comments, in which a field is empty. */
  readonly empty: Readonly<Record<string, number>>;
  /** Glued borders per 1,000 letters; null where too little was read. */
  readonly glued: { readonly body: number | null; readonly comments: number | null };
}

/** Runs long ago fade: the past counts for at most so many records. */
const MAX_WEIGHT = 2_000;

/** A site's history as it was kept; null where there is none, or where it cannot be read. */
export function readHistory(text: string | null): Rates | null {
  if (text === null) return null;
  try {
    const { records, comments, empty, glued } = JSON.parse(text) as Partial<Rates>;
    if (typeof records !== "number" || typeof comments !== "number" || empty == null || glued == null) return null;
    return { records, comments, empty, glued };
  } catch {
    return null;
  }
}

/** The history with one run more, each rate weighed by what it was counted over. */
export function writeHistory(before: Rates | null, run: Rates): string {
  if (before === null) return JSON.stringify(run);
  const mix = (was: number, now: number, past: number, count: number) => {
    const weight = Math.min(past, MAX_WEIGHT);
    return weight + count === 0 ? was : (was * weight + now * count) / (weight + count);
  };
  const empty = Object.fromEntries(
    Object.entries(run.empty).map(([field, now]) => {
      const [past, count] = field.startsWith("comments.")
        ? [before.comments, run.comments]
        : [before.records, run.records];
      return [field, mix(before.empty[field] ?? now, now, past, count)];
    }),
  );
  const gluedOf = (part: "body" | "comments") => {
    const [was, now] = [before.glued[part], run.glued[part]];
    return was === null || now === null ? (now ?? was) : mix(was, now, before.records, run.records);
  };
  return JSON.stringify({
    records: before.records + run.records,
    comments: before.comments + run.comments,
    empty,
    glued: { body: gluedOf("body"), comments: gluedOf("comments") },
  } satisfies Rates);
}
