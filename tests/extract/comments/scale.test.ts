import { Document, Element, type ParentNode, Text } from "domhandler";
import { describe, expect, it } from "vitest";
import { readComments, startComments } from "../../../src/extract/comments/comments.ts";
import { type BlockInput, blockOf, contextOf, read } from "./reading.ts";

const block: BlockInput = {
  declared: "h2",
  within: ".list",
  item: ".c",
  id: { select: ":self", attr: "id" },
  byline: { select: "b", split: " / " },
  publishedAt: "i",
  text: ".t",
  statuses: [{ is: "removed", text: "^-weggejorist-" }],
  boilerplate: "Uw emailadres wordt enkel gebruikt.*",
};
const comment = (n: number) =>
  `<div class="c" id="r${n}"><b>Naam ${n % 997} / raadslid</b> <i>25-01-2018 14:05</i><div class="t"><p>Tekst van reactie ${n}.</p></div>`;

function cpuMs<Value>(run: () => Value): [Value, number] {
  const before = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(before);
  return [value, (user + system) / 1000];
}

describe("many comments", () => {
  const flat = (count: number, beside = "") =>
    `<h2>Reacties: ${count}</h2><div class="list">${Array.from({ length: count }, (_, n) => `${comment(n)}</div>${beside}`).join("")}</div>`;

  it("on one page take less than three seconds of processor time, with the parsing", () => {
    read(flat(2000), block);
    const [reading, elapsedMs] = cpuMs(() => read(flat(20_000), block));
    expect(reading.comments).toHaveLength(20_000);
    expect(reading).toMatchObject({ isComplete: true, warnings: [] });
    expect(elapsedMs).toBeLessThan(3000);
  });

  it("take no longer where values stand beside them, after or before", () => {
    const beside: BlockInput = { ...block, votesUp: ":self + u", votesDown: "u:has(+ :self)" };
    const [reading, elapsedMs] = cpuMs(() => read(flat(10_000, "<u>3</u>"), beside));
    expect(reading.comments.map((each) => each.votesUp)).toEqual(Array(10_000).fill(3));
    expect(reading.comments.filter((each) => each.votesDown === 3)).toHaveLength(9_999);
    expect(elapsedMs).toBeLessThan(3000);
  });

  it("nested in each other are read in linear time, each without the others", () => {
    const depth = 1800;
    const html = `<div class="list">${Array.from({ length: depth }, (_, n) => comment(n)).join("")}`;
    const [reading, elapsedMs] = cpuMs(() => read(html, block));
    expect(reading.comments).toHaveLength(depth);
    expect(reading.comments.at(-1)).toMatchObject({
      depth: depth - 1,
      text: `Tekst van reactie ${depth - 1}.`,
      author: `Naam ${(depth - 1) % 997}`,
    });
    expect(elapsedMs).toBeLessThan(3000);
  });

  it("five thousand deep do not overflow the stack", () => {
    const depth = 5000;
    const document = new Document([]);
    let parent: ParentNode = document;
    for (let n = 0; n < depth; n++) {
      const text = new Text(`Tekst ${n}`);
      const body = new Element("p", {}, [text]);
      const item: Element = new Element("div", { class: "c" }, [body]);
      text.parent = body;
      body.parent = item;
      item.parent = parent;
      const previous = parent.children.at(-1);
      if (previous !== undefined) [previous.next, item.prev] = [item, previous];
      parent.children.push(item);
      parent = item;
    }
    const article = { ...contextOf(""), document };
    const state = startComments([blockOf({ item: ".c", text: "p" })], {
      article,
      articleId: null,
      open: () => article,
    });
    const { comments } = readComments(state);
    expect(comments).toHaveLength(depth);
    expect(comments.at(-1)).toMatchObject({ depth: depth - 1, text: `Tekst ${depth - 1}` });
  });
});
