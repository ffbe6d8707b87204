import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationMs, nextVisitAtMs } from "../../src/revisit/next-visit.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const seen = { visitedAtMs: 0, bornAtMs: 0, previousVisitAtMs: null, hasChanged: true, lastChangeAtMs: null };

describe("when an article is visited again", () => {
  it.each([
    ["30min", HOUR / 2],
    ["1h", HOUR],
    ["3 d", 3 * DAY],
    ["2w", 14 * DAY],
  ])("%s is %d milliseconds", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it("follows the ages of its rule, counted from its birth", () => {
    const rule = ["1h", "1d", "3d"];
    expect(nextVisitAtMs(rule, seen)).toBe(HOUR);
    expect(nextVisitAtMs(rule, { ...seen, visitedAtMs: HOUR })).toBe(DAY);
    expect(nextVisitAtMs(rule, { ...seen, visitedAtMs: 2 * DAY })).toBe(3 * DAY);
    expect(nextVisitAtMs(rule, { ...seen, visitedAtMs: 4 * DAY })).toBeNull();
  });

  it("never, where the rule says so", () => {
    expect(nextVisitAtMs("never", seen)).toBeNull();
  });

  it("comes sooner after a change and later after a visit in vain", () => {
    const visited = { ...seen, visitedAtMs: 10 * HOUR, previousVisitAtMs: 6 * HOUR, lastChangeAtMs: 9 * HOUR };
    const changed = nextVisitAtMs("adaptive", { ...visited, hasChanged: true }) as number;
    const inVain = nextVisitAtMs("adaptive", { ...visited, hasChanged: false }) as number;
    expect(changed - visited.visitedAtMs).toBe(2.4 * HOUR);
    expect(inVain - visited.visitedAtMs).toBe(8 * HOUR);
  });

  it("does not begin its waiting anew after a visit that came early and found nothing", () => {
    const early = { ...seen, visitedAtMs: 20 * DAY, previousVisitAtMs: 20 * DAY - HOUR, hasChanged: false };
    expect(nextVisitAtMs("adaptive", early)).toBe(30 * DAY);
  });

  it("looks at what was found late again late", () => {
    expect(nextVisitAtMs("adaptive", { ...seen, visitedAtMs: 8 * DAY })).toBe(14 * DAY);
  });

  it("ends when nothing has happened for long", () => {
    expect(
      nextVisitAtMs("adaptive", { ...seen, visitedAtMs: 90 * DAY, previousVisitAtMs: 60 * DAY, hasChanged: false }),
    ).toBeNull();
  });

  it("is always later than the visit, by a quarter of an hour at least and thirty days at most", () => {
    const times = fc.record({
      visitedAtMs: fc.nat(100 * DAY),
      age: fc.nat(50 * DAY),
      wait: fc.nat(30 * DAY),
      hasChanged: fc.boolean(),
    });
    fc.assert(
      fc.property(times, ({ visitedAtMs, age, wait, hasChanged }) => {
        const due = nextVisitAtMs("adaptive", {
          visitedAtMs,
          bornAtMs: visitedAtMs - age,
          previousVisitAtMs: visitedAtMs - wait,
          hasChanged,
          lastChangeAtMs: null,
        });
        if (due !== null) expect(due - visitedAtMs).toSatisfy((ms: number) => ms >= HOUR / 4 && ms <= 30 * DAY);
      }),
    );
  });
});
