import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MONTH_TABLE, MONTHS } from "../../src/model/date-words.ts";
import { parseDate, readDate } from "../../src/model/parse-date.ts";
import { AMSTERDAM, DATE_TABLES, summary } from "./date-rows.ts";

for (const { title, context, rows } of DATE_TABLES) {
  describe(`dates: ${title}`, () => {
    it.each(rows)("%j gives %s", (text, wanted) => {
      expect(summary(text, context)).toBe(wanted);
    });
  });
}

describe("the text that was read", () => {
  it.each([
    ["Gepubliceerd op: do  25 jan. 2018 14:05 uur | Redactie", "do  25 jan. 2018 14:05 uur"],
    ["29 januari 2026Wouter Boonstra", "29 januari 2026"],
    ["(25\njanuari\u00a02018)", "25\njanuari\u00a02018"],
    ["#1 — vor 8 Stunden", "vor 8 Stunden"],
    ["Jan. 25, 2018, 2:05 p.m. ET", "Jan. 25, 2018, 2:05 p.m. ET"],
  ])("of %j is %j, as it stood", (text, wanted) => {
    expect(parseDate(text, AMSTERDAM)?.text).toBe(wanted);
  });

  it("stands beside the problem where nothing could be made of it", () => {
    expect(readDate("Datum: 31 februari 2018", AMSTERDAM)).toEqual({
      ok: false,
      problem: "impossible-date",
      text: "31 februari 2018",
    });
  });
});

describe("month names", () => {
  it("stand for one month each, whatever the language", () => {
    const monthsOf = new Map<string, Set<number>>();
    for (const groups of Object.values(MONTH_TABLE)) {
      for (const [index, group] of groups.split(",").entries()) {
        for (const word of group.split(" ")) monthsOf.set(word, (monthsOf.get(word) ?? new Set()).add(index + 1));
      }
    }
    expect([...monthsOf].filter(([, months]) => months.size > 1)).toEqual([]);
    expect(monthsOf.size).toBe(MONTHS.size);
  });

  it("are twelve in every language", () => {
    for (const [language, groups] of Object.entries(MONTH_TABLE)) {
      expect(groups.split(","), language).toHaveLength(12);
    }
  });

  it.each([
    "nl",
    "nl-BE",
    "en-GB",
    "en-US",
    "de",
    "de-AT",
    "fr",
    "fr-CA",
    "fy",
    "es",
    "it",
    "pt",
    "da",
    "sv",
    "nb",
    "fi",
    "cs",
    "pl",
    "tr",
    "ru",
    "uk",
  ])("are read as Intl prints them in %s, with time and zone", (language) => {
    for (const dateStyle of ["full", "long", "medium"] as const) {
      const day = new Intl.DateTimeFormat(language, { dateStyle, timeZone: "Europe/Amsterdam" });
      const time = new Intl.DateTimeFormat(language, { dateStyle, timeStyle: "long", timeZone: "Europe/Amsterdam" });
      for (let month = 0; month < 12; month++) {
        const instant = new Date(Date.UTC(2018, month, 25, 12, 5, 9));
        const context = { language, timeZone: "Europe/Amsterdam" };
        expect(parseDate(day.format(instant), context)?.at).toBe(instant.toISOString().slice(0, 10));
        const reading = parseDate(time.format(instant), context);
        expect(new Date(reading?.at ?? "").toISOString(), time.format(instant)).toBe(instant.toISOString());
      }
    }
  });
});

describe("the machine's own zone", () => {
  it("changes nothing: every row reads the same under UTC, Amsterdam and Auckland", () => {
    const program = new URL("./print-date-rows.ts", import.meta.url).pathname;
    const outputs = ["UTC", "Europe/Amsterdam", "Pacific/Auckland"].map((zone) => {
      const child = spawnSync(process.execPath, [program], { env: { ...process.env, TZ: zone }, encoding: "utf8" });
      expect(child.stderr).toBe("");
      return child.stdout.split("\n");
    });
    const zoneLines = outputs.map((lines) => lines[0]);
    // The first line tells the child's own zone: were all alike, nothing would have been tested.
    expect(new Set(zoneLines).size).toBe(3);
    const here = DATE_TABLES.flatMap(({ context, rows }) => rows.map(([text]) => summary(text, context)));
    for (const lines of outputs) expect(lines.slice(1, -1)).toEqual(here);
  });
});

describe("parseDate", () => {
  const pieces = fc.constantFrom(
    ..."25 | januari|2018|14:05|-|/|.|:|om|geleden|uur|3|gisteren|T|Z|+01:00|PM|do|,|mei|18|31|02|é|\u00a0|\n|#1|—|Update|op|vor|'".split(
      "|",
    ),
    " ",
    "|",
  );
  const someText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join("")),
    fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(" ")),
  );

  it("never throws, and gives a real date or none", () => {
    fc.assert(
      fc.property(someText, fc.boolean(), fc.boolean(), (text, find, allowEpoch) => {
        const reading = parseDate(text, { ...AMSTERDAM, find, allowEpoch });
        if (!reading) return;
        expect(reading.at).toMatch(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?)?)?$/);
        expect(Number.isNaN(Date.parse(reading.at))).toBe(false);
        expect(reading.text).not.toBe("");
        const wantedLength = { year: 4, month: 7, day: 10, hour: 25, minute: 25, second: 25 }[reading.precision];
        expect(reading.at).toHaveLength(wantedLength);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads the piece that it gives back the same as the whole text", () => {
    fc.assert(
      fc.property(someText, (text) => {
        const reading = parseDate(text, AMSTERDAM);
        if (reading) expect(parseDate(reading.text, AMSTERDAM)?.at).toBe(reading.at);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads any instant back from ISO 8601, RFC 2822 and Dutch", () => {
    const day = fc.date({
      min: new Date("1800-01-01T00:00:00Z"),
      max: new Date("2100-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    const clock = new Intl.DateTimeFormat("nl", { dateStyle: "full", timeStyle: "medium", timeZone: "UTC" });
    fc.assert(
      fc.property(day, (date) => {
        date.setUTCMilliseconds(0);
        const wanted = date.toISOString().replace(".000Z", "+00:00");
        for (const text of [date.toISOString(), date.toUTCString(), clock.format(date)]) {
          expect(parseDate(text, { language: "nl", timeZone: "UTC" })?.at, text).toBe(wanted);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("looks no further than a thousand characters, and cuts no figure in two", () => {
    const date = "25 januari 2018";
    expect(parseDate(`${"woord ".repeat(200)}${date}`, { ...AMSTERDAM, find: true })).toBeUndefined();
    for (let filler = 975; filler <= 1005; filler++) {
      const found = parseDate(`${"x".repeat(filler)} ${date}`, { ...AMSTERDAM, find: true });
      expect([undefined, "2018-01-25"]).toContain(found?.at);
    }
  });

  it.each(["1-", "een ", "25 januari ", "1 uur ", "14:05 ", "a|", "door ", "do ", "vandaag ", "| ", " ", "\u200b"])(
    "takes no longer over a million characters of %j than over a thousand",
    (piece) => {
      const [short, long] = [1000, 1_000_000].map((size) => {
        const text = piece.repeat(size / piece.length);
        return fastestOf(7, () => {
          parseDate(text, AMSTERDAM);
          parseDate(text, { ...AMSTERDAM, find: true });
        });
      });
      // About 1, were it not for a busy machine; without the limit, a thousand and more.
      expect(long! / short!).toBeLessThan(100);
    },
  );
});

/** Milliseconds of the fastest of several runs, each of ten calls. */
function fastestOf(runs: number, call: () => void): number {
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const startedAt = performance.now();
      for (let count = 0; count < 10; count++) call();
      return performance.now() - startedAt;
    }),
  );
}
