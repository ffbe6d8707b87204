import { expect, test } from "vitest";
import { guardReading } from "../../src/crawl/guard-reading.ts";
import { CrawlError, RefusedError } from "../../src/model/crawl-error.ts";

const URL = "http://krant.example/nieuws/1";
const thrownBy = (read: () => unknown) => {
  try {
    return guardReading(URL, read);
  } catch (error) {
    return error;
  }
};

test("an error of the program itself costs the page, with its reason, and not the run", () => {
  const cause = new TypeError("x is undefined");
  const thrown = thrownBy(() => {
    throw cause;
  });
  expect(thrown).toBeInstanceOf(CrawlError);
  expect(thrown).toMatchObject({ reason: "internal", consequence: "give-up", url: URL, cause });
});

test("a stack that runs over does, too", () => {
  const deep = (): number => deep() + 1;
  expect(thrownBy(deep)).toMatchObject({ reason: "internal" });
});

test("what a reader says of the page passes as it is", () => {
  const bounds = new CrawlError("too deep", { reason: "parse-bounds", consequence: "give-up", url: URL });
  const refusal = new RefusedError("not the site's", "out-of-scope", URL);
  for (const error of [bounds, refusal])
    expect(
      thrownBy(() => {
        throw error;
      }),
    ).toBe(error);
  expect(guardReading(URL, () => 7)).toBe(7);
});
