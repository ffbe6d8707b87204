import { type FaultCase, fault, page, whole } from "./fault-server-case.ts";

const TEXT = "Café ‘De Pont’ – één pilsje kost € 3";

const html = (meta: string) =>
  `<!doctype html><html><head>${meta}<title>De Dorpsbode</title></head><body><p>${TEXT}</p></body></html>`;
const inUtf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
};
/** In windows-1252: the characters of `TEXT` that Latin-1 lacks, byte by byte. */
const in1252 = (text: string) => {
  const codes: Record<string, number> = { "‘": 0x91, "’": 0x92, "–": 0x96, "€": 0x80 };
  return Buffer.from(Array.from(text, (character) => codes[character] ?? character.charCodeAt(0)));
};

const says = (name: string, sends: string, body: Uint8Array, charset?: string): FaultCase =>
  fault(`charset-${name}`, sends, page(TEXT), (call) =>
    call.write(whole(body, `Content-Type: text/html${charset === undefined ? "" : `; charset=${charset}`}`)),
  );

/** What pages say of their encoding, and what it is. */
export const charsetCases: readonly FaultCase[] = [
  says("header", "windows-1252, told by the header", in1252(html("")), "windows-1252"),
  says("latin1", "windows-1252 called iso-8859-1", in1252(html("")), "iso-8859-1"),
  says("meta", "windows-1252, told by the page only", in1252(html('<meta charset="windows-1252">'))),
  says(
    "http-equiv",
    "the same, the old way",
    in1252(html('<meta content="text/html; charset=cp1252" http-equiv=Content-Type>')),
  ),
  says("none", "windows-1252, told by nobody", in1252(html(""))),
  says("none-utf8", "UTF-8, told by nobody", Buffer.from(html(""))),
  says("header-lies", "UTF-8 called iso-8859-1", Buffer.from(html("")), "iso-8859-1"),
  says("meta-lies", "UTF-8 that calls itself windows-1252", Buffer.from(html('<meta charset="windows-1252">'))),
  says("utf8-lies", "windows-1252 called UTF-8", in1252(html("")), "utf-8"),
  says(
    "header-against-meta",
    "windows-1252; the header says UTF-8, the page the truth",
    in1252(html('<meta charset="windows-1252">')),
    "utf-8",
  ),
  says(
    "mark-against-header",
    "UTF-8 with its mark, called windows-1252",
    Buffer.from(`\ufeff${html("")}`),
    "windows-1252",
  ),
  says("utf16-mark", "UTF-16 with its mark, called UTF-8", inUtf16(html('<meta charset="utf-8">'), false), "utf-8"),
  says("utf16-big-endian", "UTF-16 the other way round", inUtf16(html(""), true)),
  says("utf16-header", "UTF-16 without its mark, told by the header", inUtf16(html(""), false).subarray(2), "utf-16le"),
  says("utf16-bare", "UTF-16, told by nobody", inUtf16(html(""), false).subarray(2)),
  says("utf16-meta", "UTF-8 that calls itself UTF-16", Buffer.from(html('<meta charset="utf-16">'))),
  says("utf7", "windows-1252 called UTF-7", in1252(html('<meta charset="utf-7">')), "utf-7"),
  says("utf7-script", "UTF-8 called UTF-7", Buffer.from(html("+ADw-script+AD4-")), "utf-7"),
  says("unknown", "windows-1252 called something", in1252(html('<meta charset="klingon">')), "x-kade"),
  says(
    "user-defined",
    "windows-1252 that calls itself x-user-defined",
    in1252(html('<meta charset="x-user-defined">')),
  ),
  says(
    "comment",
    "a declaration in a comment, and another after it",
    in1252(html("<!-- <meta charset=utf-8> --><meta charset=windows-1252>")),
  ),
  says("quotes", "a header in quotes and capitals", Buffer.from(html("")), '"UTF-8"'),
];
