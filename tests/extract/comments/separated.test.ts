import { describe, expect, it } from "vitest";
import { type BlockInput, codes, read } from "./reading.ts";

const bare: BlockInput = {
  separator: "hr",
  startAfter: "b:contains('Reacties')",
  header: [
    "(?P<author>[^-]+?) - (?P<role>.+?), (?P<publishedAt>\\d{1,2}-\\d{1,2}-\\d{4}.*)",
    "(?P<author>[^-,]{1,60})(?:, (?P<publishedAt>\\d{1,2}-\\d{1,2}-\\d{4}.*))?",
  ],
};
const article = "<FONT SIZE=4><B>Titel</B></FONT><BR><I>door Kees Vink, 25 jan. 2018</I><P>Alinea<P>Alinea<HR>";
const rows = (html: string, block: BlockInput = bare) =>
  read(html, block).comments.map(({ author, role, publishedAt, text }) => [author, role, publishedAt, text]);

describe("comments cut at separators", () => {
  it("are what stands between them after the heading, headed by a line of their own", () => {
    const html = `${article}<B>Reacties</B><P>
      <B>Loes Prins</B> - wethouder, 26-1-2018 9.15 uur<BR>Tekst<BR>meer tekst<HR><B>Anoniem</B><BR>Tekst<HR>`;
    expect(rows(html)).toEqual([
      ["Loes Prins", "wethouder", "2018-01-26T09:15:00+01:00", "Tekst\nmeer tekst"],
      ["Anoniem", null, null, "Tekst"],
    ]);
  });

  it("are none where the heading is missing: the article is no comment", () => {
    expect(rows(article)).toEqual([]);
    const found = [bare, { ...bare, separator: undefined, item: "p" }].map((block) =>
      read(article, { ...block, within: "body" }),
    );
    expect(found.map(({ comments, isComplete }) => [comments.length, isComplete])).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  it("may have unclosed paragraphs, and text that names the author again", () => {
    const html = `${article}<b>Reacties</b><p><b>Loes</b><br>Loes vindt:<p>Alinea twee - echt<hr><p><b>Bram</b><p>Nee.`;
    expect(rows(html)).toEqual([
      ["Loes", null, null, "Loes vindt:\n\nAlinea twee - echt"],
      ["Bram", null, null, "Nee."],
    ]);
  });

  it("are cut at any depth, within the elements that were open around the separator", () => {
    const html = `<b>Reacties</b><table><tr><td><font class=f><i class=n>Loes</i><br>Een<hr><i class=n>Bram</i><br>Twee</font></td></tr></table>`;
    const { comments } = read(html, {
      separator: "hr",
      startAfter: "b",
      author: "font .n",
      text: { select: ":self", remove: [".n"] },
    });
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ["Loes", "Een"],
      ["Bram", "Twee"],
    ]);
  });

  it("never lend a value to the next", () => {
    const { comments } = read("<hr><i>Loes</i> Een<hr>Twee<hr><i>Bram</i> Drie<hr>", {
      within: "body",
      separator: "hr",
      author: "i",
      text: { select: ":self", remove: ["i"] },
    });
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ["Loes", "Een"],
      [null, "Twee"],
      ["Bram", "Drie"],
    ]);
  });

  it("end before an element, and leave out pieces that are skipped", () => {
    const html = `<b>Reacties</b><p><b>Loes</b><br>Een<hr><div class=ad>Advertentie</div><hr><b>Bram</b><br>Twee<hr><address>Colofon<br>Krant</address>`;
    expect(rows(html, { ...bare, skip: ".ad", endBefore: "address" }).map((row) => row[3])).toEqual(["Een", "Twee"]);
  });

  it("whose header no pattern matches keep all their text and get no author, with a warning", () => {
    const reading = read(
      "<b>Reacties</b><p>Dit is een lange zin - zonder naam, die met niets begint en nergens op lijkt, ook niet op een kop.<br>Tekst<hr>",
      {
        ...bare,
        header: "(?P<author>\\w+) op (?P<publishedAt>.+)",
      },
    );
    expect(reading.comments[0]).toMatchObject({ author: null });
    expect(reading.comments[0]?.text).toContain("\nTekst");
    expect(codes(reading)).toEqual(["comment-header-unread"]);
  });

  it("may be signed on their last line", () => {
    const html = "<div class=r>Tekst.<br><br>Meer tekst.<br>door Loes Prins (wethouder) op 26-1-2018</div>";
    const { comments } = read(html, {
      item: ".r",
      footer: "door (?P<author>.+?)(?: \\((?P<role>.+)\\))? op (?P<publishedAt>.+)",
    });
    expect(comments[0]).toMatchObject({
      author: "Loes Prins",
      role: "wethouder",
      publishedAt: "2018-01-26",
      text: "Tekst.\n\nMeer tekst.",
    });
  });

  it("with a header take linear time on a line made to be tried in many ways", () => {
    const line = `${"a, ".repeat(20_000)}-`;
    const start = process.cpuUsage().user;
    read(`<b>Reacties</b><p>${line}<br>x<hr>`, { ...bare, header: "(?P<author>(\\w+,? ?)+) - (?P<role>(.*,)*), \\d+" });
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(2000);
  });
});
