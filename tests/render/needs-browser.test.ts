import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BrowserMemory,
  gapOf,
  NO_MEMORY,
  needsBrowser,
  type PageReading,
  rememberPage,
  stands,
} from "../../src/render/needs-browser.ts";

const reading = (more: Partial<PageReading> = {}): PageReading => ({
  missing: [],
  declared: 3,
  extracted: 3,
  wantsComments: true,
  hasTarget: false,
  isPartial: false,
  ...more,
});

/** Sends pages by, each rendered if it is said to need it; gives which were. */
function sendBy(pages: readonly { readonly before: PageReading; readonly after: PageReading }[], memory = NO_MEMORY) {
  const rendered: number[] = [];
  let now: BrowserMemory = memory;
  for (const [index, { before, after }] of pages.entries()) {
    const isRendered = needsBrowser(before, now);
    if (isRendered) rendered.push(index);
    now = rememberPage(now, before, isRendered ? after : null);
  }
  return { rendered, memory: now };
}

describe("whether a fetched page is rendered", () => {
  it.each([
    ["nothing is missing", reading(), null],
    ["no number of comments is named", reading({ declared: null, extracted: 0 }), null],
    ["there are more comments than the page says", reading({ declared: 2 }), null],
    ["a page without comments says so", reading({ declared: 0, extracted: 0 }), null],
    ["comments are not looked for on the page", reading({ extracted: 0, wantsComments: false }), null],
    ["the comments are not there", reading({ extracted: 0 }), "comments 2+"],
    ["one of the comments is not there", reading({ extracted: 2 }), "more comments 1"],
    ["seven of the comments are not there", reading({ declared: 10 }), "more comments 4+"],
    ["very many are not there", reading({ declared: 1000 }), "more comments 8+"],
    ["a button for more is there", reading({ declared: 11, hasTarget: true }), "more comments 8+ to click"],
    [
      "a required field is missing, whatever the comments",
      reading({ missing: ["title", "body"], extracted: 0, wantsComments: false }),
      "body, title",
    ],
  ])("when %s", (_, page, gap) => {
    expect(gapOf(page)).toBe(gap);
    expect(needsBrowser(page, NO_MEMORY)).toBe(gap !== null);
  });

  it("on a mixed site those that need it are rendered, all of them, and no others", () => {
    const whole = { before: reading(), after: reading() };
    const scripted = { before: reading({ extracted: 0 }), after: reading() };
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (needs) => {
        const { rendered, memory } = sendBy(needs.map((isScripted) => (isScripted ? scripted : whole)));
        expect(rendered).toEqual(needs.flatMap((isScripted, index) => (isScripted ? [index] : [])));
        expect(memory).toMatchObject({ rendered: rendered.length, helped: rendered.length });
      }),
      { numRuns: 30 },
    );
  });

  it("a gap that rendering never mends is tried more and more seldom, and never given up", () => {
    const hidden = { before: reading({ extracted: 2 }), after: reading({ extracted: 2 }) };
    const { rendered, memory } = sendBy(Array.from({ length: 400 }, () => hidden));
    expect(rendered.slice(0, 8)).toEqual([0, 1, 2, 4, 8, 16, 32, 64]);
    expect(rendered.slice(8)).toEqual([128, 192, 256, 320, 384]);
    expect(memory).toMatchObject({ rendered: 13, helped: 0 });
  });

  it("one gap's being hopeless says nothing of another one", () => {
    const { memory } = sendBy(
      Array.from({ length: 10 }, () => ({ before: reading({ extracted: 2 }), after: reading({ extracted: 2 }) })),
    );
    expect(needsBrowser(reading({ extracted: 2 }), memory)).toBe(false);
    expect(needsBrowser(reading({ extracted: 0 }), memory)).toBe(true);
    expect(needsBrowser(reading({ missing: ["title"] }), memory)).toBe(true);
  });

  it("on a site where single comments are hidden, long lists that scripts bring are all rendered", () => {
    const hidden = { before: reading({ extracted: 2 }), after: reading({ extracted: 2 }) };
    const endless = {
      before: reading({ declared: 40, extracted: 10 }),
      after: reading({ declared: 40, extracted: 40 }),
    };
    const pages = Array.from({ length: 60 }, (_, index) => (index % 6 === 5 ? endless : hidden));
    const { rendered, memory } = sendBy(pages);
    expect(rendered.filter((index) => pages[index] === endless)).toHaveLength(10);
    expect(memory).toMatchObject({ helped: 10, rendered: 17 });
  });

  it("a page with something to click is believed in longer, and not for ever", () => {
    const hidden = { before: reading({ extracted: 2 }), after: reading({ extracted: 2 }) };
    const clickable = { before: reading({ extracted: 2, hasTarget: true }), after: reading() };
    const vain = { before: reading({ extracted: 2, hasTarget: true }), after: reading({ extracted: 2 }) };
    const { memory } = sendBy(Array.from({ length: 40 }, () => hidden));
    expect(
      sendBy(
        Array.from({ length: 30 }, () => clickable),
        memory,
      ).rendered,
    ).toHaveLength(30);
    expect(
      sendBy(
        Array.from({ length: 40 }, () => vain),
        memory,
      ).rendered,
    ).toHaveLength(19);
  });

  it("a gap that is mended once is believed in again", () => {
    const { memory } = sendBy(
      Array.from({ length: 50 }, () => ({ before: reading({ extracted: 2 }), after: reading({ extracted: 2 }) })),
    );
    const after = rememberPage(memory, reading({ extracted: 2 }), reading());
    expect(needsBrowser(reading({ extracted: 2 }), after)).toBe(true);
  });

  it("the rendered reading stands where it gave more, or where a wall closed the article, and such a page was not rendered in vain", () => {
    const open = reading({ extracted: 2 });
    const walled = reading({ extracted: 0, isPartial: true });
    expect(stands(open, reading())).toBe(true);
    expect(stands(open, open)).toBe(false);
    expect(stands(open, walled)).toBe(true);
    expect(stands(walled, walled)).toBe(false);
    const { rendered, memory } = sendBy(Array.from({ length: 20 }, () => ({ before: open, after: walled })));
    expect(rendered).toHaveLength(20);
    expect(memory.helped).toBe(0);
  });

  it.each(["toString", "__proto__"])("a field called %s is remembered like any other", (field) => {
    const lacking = reading({ missing: [field] });
    const { rendered } = sendBy(Array.from({ length: 8 }, () => ({ before: lacking, after: lacking })));
    expect(rendered).toEqual([0, 1, 2, 4]);
  });

  it("what is remembered is plain JSON, whatever was seen", () => {
    const anyReading = fc.record({
      missing: fc.array(fc.string(), { maxLength: 3 }),
      declared: fc.option(fc.nat(50)),
      extracted: fc.nat(50),
      wantsComments: fc.boolean(),
      hasTarget: fc.boolean(),
      isPartial: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.record({ before: anyReading, after: anyReading }), { maxLength: 30 }), (pages) => {
        const { memory } = sendBy(pages);
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
      }),
      { numRuns: 50 },
    );
  });
});
