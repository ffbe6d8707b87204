import fc from "fast-check";
import { expect, it } from "vitest";
import { type Sleeper, WakeHeap } from "../../src/frontier/wake-heap.ts";

it("has the earliest sleeper first, whoever is put in, moved and taken out", () => {
  const operation = fc.tuple(fc.nat(15), fc.option(fc.nat(50), { nil: undefined }));
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const sleepers: Sleeper[] = Array.from({ length: 16 }, () => ({ wakesAtMs: undefined, heapPlace: 0 }));
      const heap = new WakeHeap();
      for (const [who, atMs] of operations) {
        const sleeper = sleepers[who]!;
        if (atMs === undefined) heap.remove(sleeper);
        else heap.set(sleeper, atMs);
        const times = sleepers.map(({ wakesAtMs }) => wakesAtMs ?? Number.POSITIVE_INFINITY);
        expect(heap.first()?.wakesAtMs ?? Number.POSITIVE_INFINITY).toBe(Math.min(...times));
      }
    }),
    { numRuns: 100 },
  );
});
