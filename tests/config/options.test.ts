import { describe, expect, it } from "vitest";
import { crawlOptionsSchema, OptionsError, parseCrawlOptions, sinceAt } from "../../src/config/options.ts";

describe("the options of a crawl", () => {
  it("have defaults, all in the schema", () => {
    const options = parseCrawlOptions({});
    expect(options).toMatchObject({ output: "output", concurrency: 8, limit: 0, since: null, dryRun: false });
    expect(Object.keys(options)).toEqual(Object.keys(crawlOptionsSchema.shape));
  });

  it("each say what they are", () => {
    const silent = Object.entries(crawlOptionsSchema.shape).filter(([, option]) => !option.description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it("say what zero or null means, where they take it", () => {
    const unclear = Object.entries(crawlOptionsSchema.shape).filter(([, option]) => {
      const takesZero = option.safeParse(0).success && !/\b(0|zero)\b/.test(option.description ?? "");
      const takesNull = option.safeParse(null).success && !/null/i.test(option.description ?? "");
      return takesZero || takesNull;
    });
    expect(unclear.map(([name]) => name)).toEqual([]);
  });

  it("are refused together, each with what it needs and what it got", () => {
    const given = { concurency: 3, limit: -1, since: "soon", comments: "anonymus", contact: "nobody", threads: 1.5 };
    let error: unknown;
    try {
      parseCrawlOptions(given);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(OptionsError);
    expect((error as OptionsError).problems.toSorted()).toEqual([
      '`comments` needs one of `full`, `pseudonymous` or `none` or nothing, got "anonymus"',
      "`concurency` is no known key; did you mean `concurrency`?",
      '`contact` needs a web address or an e-mail address, got "nobody"',
      "`limit` needs a whole number of at least 0, got -1",
      '`since` needs a day such as 2018-01-25, or a length of time such as 36h, 7d or 2w, got "soon"',
      "`threads` needs a whole number from 0 to 64, got 1.5",
    ]);
  });

  it("reckon `since` from the time they are given", () => {
    const nowMs = Date.parse("2018-01-25T12:00:00Z");
    expect(sinceAt(null, nowMs)).toBeNull();
    expect(sinceAt("2018-01-20", nowMs)).toBe("2018-01-20");
    expect(sinceAt("36h", nowMs)).toBe("2018-01-24T00:00:00.000Z");
    expect(sinceAt("2w", nowMs)).toBe("2018-01-11T12:00:00.000Z");
    expect(sinceAt("99999999w", nowMs)).toBe("1970-01-01T00:00:00.000Z");
  });
});
