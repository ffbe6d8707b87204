import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideCharset, decodeBody } from "../../src/model/charset.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf8 = (text: string) => Buffer.from(text);
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const decided = (body: Uint8Array, contentType?: string) => {
  const { charset, from } = decideCharset(body, contentType);
  return `${charset} from ${from}`;
};

describe("a byte order mark goes before every declaration (WHATWG Encoding §6.1)", () => {
  test.each([
    [utf8("\ufeffhoi"), "text/html; charset=iso-8859-1", "utf-8 from bom"],
    [Buffer.concat([utf8("\ufeff"), latin1("h\xe9")]), "text/html; charset=iso-8859-1", "utf-8 from bom"],
    [utf16("\ufeffhoi"), "text/html; charset=utf-8", "utf-16le from bom"],
    [utf16("\ufeffhoi").swap16(), undefined, "utf-16be from bom"],
  ])("%#", (body, contentType, expected) => {
    expect(decided(body, contentType)).toBe(expected);
  });
});

describe("the header's charset is read however it is written", () => {
  test.each([
    "text/html; charset=windows-1252",
    "text/html;charset=windows-1252",
    'text/html; charset="windows-1252"',
    "text/html; charset='windows-1252'",
    "text/html; Charset = WINDOWS-1252 ; x=y",
    "text/html; x=y; charset=cp1252",
    "text/html; charset=windows-1252, text/html",
    "text/html; charset=iso-8859-1",
    "text/html; charset=latin1",
    "text/html; charset=us-ascii",
  ])("%s", (contentType) => {
    expect(decided(latin1("caf\xe9"), contentType)).toBe("windows-1252 from header");
  });
});

describe("a page's own word is found as WHATWG HTML §13.2.3.2 has it", () => {
  test.each([
    ["<meta charset=koi8-r>", "koi8-r from meta"],
    ["<META CHARSET='KOI8-R'/>", "koi8-r from meta"],
    ["<meta/charset=koi8-r>", "koi8-r from meta"],
    ['<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r from meta"],
    ["<meta content='text/html; charset=koi8-r' http-equiv=content-type>", "koi8-r from meta"],
    ["<meta content='text/html; charset=koi8-r'>", "windows-1252 from default"],
    ["<meta name=description content='charset=koi8-r'>", "windows-1252 from default"],
    ["<!-- <meta charset=koi8-r> -->", "windows-1252 from default"],
    ["<!--><meta charset=koi8-r>", "koi8-r from meta"],
    ["<!-- a --><!doctype html><?pi x?></x><meta charset=koi8-r>", "koi8-r from meta"],
    ["<p title='<meta charset=koi8-r>'>", "windows-1252 from default"],
    ["<metadata charset=koi8-r>", "windows-1252 from default"],
    ["<meta charset=klingon><meta charset=koi8-r>", "koi8-r from meta"],
    ["<meta name='never closed charset=koi8-r>", "windows-1252 from default"],
    ["<meta charset=koi8-r charset=utf-8>", "koi8-r from meta"],
    ['<?xml version="1.0" encoding="koi8-r"?><rss>', "koi8-r from meta"],
    ["<?xml version='1.0' encoding='koi8-r'?><rss>", "koi8-r from meta"],
    ['<?xml version="1.0" encoding="koi8-r"?><html><meta charset=windows-1251>', "windows-1251 from meta"],
    [`${" ".repeat(2000)}<meta charset=koi8-r>`, "koi8-r from meta"],
    [`${" ".repeat(20_000)}<meta charset=koi8-r>`, "windows-1252 from default"],
  ])("%s", (markup, expected) => {
    expect(decided(latin1(`${markup} caf\xe9`))).toBe(expected);
  });
});

describe("dangerous, dead and unknown labels are passed over", () => {
  test.each([
    "utf-7",
    "hz-gb-2312",
    "iso-2022-kr",
    "replacement",
    "klingon",
    "",
    "x".repeat(1000),
    "__proto__",
    "constructor",
  ])("%j", (label) => {
    expect(decided(latin1("caf\xe9"), `text/html; charset=${label}`)).toBe("windows-1252 from default");
    expect(decided(utf8("café"), `text/html; charset=${label}`)).toBe("utf-8 from content");
  });

  test("x-user-defined means windows-1252, and utf-16 inside a page means utf-8", () => {
    expect(decided(latin1("<meta charset=x-user-defined>caf\xe9"))).toBe("windows-1252 from meta");
    expect(decided(utf8("<meta charset=utf-16>café"))).toBe("utf-8 from meta");
    expect(decided(utf8("<meta charset=utf-16be>cafe"))).toBe("utf-8 from meta");
  });
});

describe("the bytes have the last word", () => {
  test.each([
    ["UTF-8 called Latin-1", utf8("café"), "text/html; charset=iso-8859-1", "utf-8 from content"],
    ["UTF-8 that calls itself Latin-1", utf8("<meta charset=iso-8859-1>café"), undefined, "utf-8 from content"],
    ["Latin-1 called UTF-8", latin1("caf\xe9 en th\xe9"), "text/html; charset=utf-8", "windows-1252 from default"],
    [
      "windows-1251 called UTF-8, the page knows better",
      latin1("<meta charset=windows-1251>\xcf\xf0\xe8"),
      "text/html; charset=utf-8",
      "windows-1251 from meta",
    ],
    [
      "UTF-8 with one broken character",
      Buffer.concat([utf8("één café op de kade, ooit"), latin1("\xe9")]),
      "text/html; charset=utf-8",
      "utf-8 from header",
    ],
    ["ASCII called Latin-1", utf8("kade"), "text/html; charset=iso-8859-1", "windows-1252 from header"],
    ["ASCII called UTF-16", utf8("<p>kade"), "text/html; charset=utf-16", "utf-8 from default"],
    ["UTF-16 called UTF-16", utf16("<p>kade"), "text/html; charset=utf-16", "utf-16le from header"],
    ["UTF-16 without a word", utf16("<p>kade"), undefined, "utf-16le from content"],
    [
      "UTF-16 the other way round, without a word",
      utf16("<p>kade").swap16(),
      "text/html; charset=utf-8",
      "utf-16be from content",
    ],
    [
      "ISO-2022-JP, which is ASCII by its bytes",
      latin1("<p>\x1b$B8^\x1b(B"),
      "text/html; charset=iso-2022-jp",
      "iso-2022-jp from header",
    ],
    [
      "a short text in EUC-KR that is valid UTF-8 by chance",
      latin1("\xc4\xa1\xc4\xa2"),
      "text/html; charset=euc-kr",
      "euc-kr from header",
    ],
    [
      "a long text in UTF-8 called EUC-KR",
      utf8("가나다라마바사아자차카"),
      "text/html; charset=euc-kr",
      "utf-8 from content",
    ],
    ["nothing", Buffer.alloc(0), undefined, "utf-8 from default"],
    ["ASCII without a word", utf8("kade"), undefined, "utf-8 from default"],
    ["UTF-8 without a word", utf8("café"), undefined, "utf-8 from content"],
    ["Latin-1 without a word", latin1("caf\xe9"), undefined, "windows-1252 from default"],
  ])("%s", (_, body, contentType, expected) => {
    expect(decided(body, contentType)).toBe(expected);
  });
});

describe("decoding", () => {
  test("gives typographic characters where a page says Latin-1", () => {
    expect(decodeBody({ body: latin1("\x93De Pont\x94 \x80 3"), charset: "windows-1252" })).toBe("“De Pont” € 3");
  });

  test("drops the byte order mark, once", () => {
    expect(decodeBody({ body: utf8("\ufeffkade"), charset: "utf-8" })).toBe("kade");
    expect(decodeBody({ body: utf16("\ufeffkade"), charset: "utf-16le" })).toBe("kade");
    expect(decodeBody({ body: utf8("\ufeff\ufeffkade"), charset: "utf-8" })).toBe("\ufeffkade");
  });

  test("puts U+FFFD where bytes make no character", () => {
    expect(decodeBody({ body: Buffer.from([0x61, 0xff, 0x62]), charset: "utf-8" })).toBe("a\ufffdb");
  });

  test("reads a page of an unknown encoding all the same", () => {
    expect(decodeBody({ body: latin1("caf\xe9"), charset: "klingon" })).toBe("café");
  });

  test("never throws, and always names an encoding that TextDecoder knows", () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    const header = fc.option(
      fc.string().map((label) => `text/html; charset=${label}`),
      { nil: undefined },
    );
    const start = fc.constantFrom("", "<meta charset=", "<?xml encoding='", "\ufeff", "<!--");
    fc.assert(
      fc.property(bytes, header, start, (tail, contentType, markup) => {
        const body = Buffer.concat([utf8(markup), tail]);
        const { charset } = decideCharset(body, contentType);
        expect(new TextDecoder(charset).encoding).toBe(charset);
        expect(decodeBody({ body, charset })).toBeTypeOf("string");
      }),
    );
  });

  test("what is UTF-8 comes out as it was written, whatever is said of it", () => {
    const label = fc.constantFrom("utf-8", "iso-8859-1", "windows-1251", "utf-7", "koi8-r", "klingon", "utf-16");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), label, (text, name) => {
        const body = utf8(`é${text}`);
        expect(decodeBody({ body, charset: decideCharset(body, `text/html; charset=${name}`).charset })).toBe(
          `é${text}`,
        );
      }),
    );
  });

  test("a page of megabytes that declares itself over and over is judged in no time", () => {
    const body = latin1(`${"<meta name=x ".repeat(300_000)}\xe9`);
    const startedAtMs = performance.now();
    decideCharset(body, undefined);
    expect(performance.now() - startedAtMs).toBeLessThan(500);
  });
});
