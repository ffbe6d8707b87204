import fc from "fast-check";
import { expect, test } from "vitest";
import { findPart, literalPart } from "../../src/robots/literal-part.ts";

test("a part is found where the engine's own search finds it, however it recurs in itself", () => {
  const text = (maxLength: number) =>
    fc.array(fc.constantFrom("a", "b"), { maxLength }).map((letters) => letters.join(""));
  const periodic = fc.tuple(text(4), fc.nat(30), text(3)).map(([unit, times, rest]) => unit.repeat(times) + rest);
  fc.assert(
    fc.property(periodic, text(5), periodic, fc.nat(40), (before, between, after, from) => {
      const part = `${before}${between}`.padEnd(33, "ab");
      const path = `${after}${between}${before}${part.slice(1)}${part}${after}`;
      expect(findPart(literalPart(part), path, from)).toBe(path.indexOf(part, from));
      expect(findPart(literalPart(part), after, from)).toBe(after.indexOf(part, from));
    }),
    { numRuns: 500 },
  );
});
