import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlockInput, read, visit } from "./reading.ts";

/** A thread: how many replies each comment has, and they theirs. */
interface Thread {
  readonly replies: readonly Thread[];
}

const leaf: fc.Arbitrary<Thread> = fc.constant({ replies: [] });
const threadsBelow = (depth: number): fc.Arbitrary<Thread[]> => {
  const thread = depth === 0 ? leaf : threadsBelow(depth - 1).map((replies): Thread => ({ replies }));
  return fc.array(thread, { maxLength: 3 });
};
const threads = threadsBelow(3);

interface Numbered {
  readonly id: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly replies: readonly Numbered[];
}

function number(list: readonly Thread[], parent: number | null = null, depth = 0, next = { id: 1 }): Numbered[] {
  return list.map((thread) => {
    const id = next.id++;
    return { id, parent, depth, replies: number(thread.replies, id, depth + 1, next) };
  });
}

const flat = (list: readonly Numbered[]): Numbered[] => list.flatMap((each) => [each, ...flat(each.replies)]);
const own = ({ id }: Numbered) => `<b>Naam${id} / rol${id}</b><p>Tekst${id}</p><i>${id}</i>`;

const contained = (list: readonly Numbered[]): string =>
  list.map((each) => `<li class="c" id="c${each.id}">${own(each)}<ul>${contained(each.replies)}</ul></li>`).join(" ");
const sibling = (list: readonly Numbered[]): string =>
  list
    .map(
      (each) =>
        `<li class="c" id="c${each.id}">${own(each)}</li><hr>${each.replies.length > 0 ? `<ul class="r">${sibling(each.replies)}</ul>` : ""}`,
    )
    .join("<!-- x -->");
const listed = (list: readonly Numbered[]): string =>
  flat(list)
    .map(
      (each) =>
        `<li class="c depth-${each.depth + 1}" id="c${each.id}" data-parent="c${each.parent ?? 0}">${own(each)}</li>`,
    )
    .join("");
const asJson = ({ id, replies }: Numbered): object => ({
  id: `c${id}`,
  by: { name: `Naam${id}`, role: `rol${id}` },
  body: `Tekst${id}`,
  up: id,
  replies: replies.map(asJson),
});

const page: BlockInput = {
  item: ".c",
  id: { select: ":self", attr: "id" },
  byline: { select: "b", split: " / " },
  text: "p",
  votesUp: "i",
};

const outcome = ({ comments }: ReturnType<typeof read>) => {
  const ids = new Map(comments.map(({ key, publisherId }) => [key, publisherId]));
  return comments.map(({ publisherId, author, role, text, votesUp, depth, parentKey }) => [
    publisherId,
    author,
    role,
    text,
    votesUp,
    depth,
    parentKey === null ? null : ids.get(parentKey),
  ]);
};
const wanted = (list: readonly Numbered[]) =>
  flat(list).map(({ id, depth, parent }) => [
    `c${id}`,
    `Naam${id}`,
    `rol${id}`,
    `Tekst${id}`,
    id,
    depth,
    parent === null ? null : `c${parent}`,
  ]);

describe("whatever the tree, each comment comes out with its own words under its own parent, when replies", () => {
  const check = (outcomeOf: (list: readonly Numbered[]) => unknown) =>
    fc.assert(
      fc.property(threads, (list) => {
        const tree = number(list);
        expect(outcomeOf(tree)).toEqual(wanted(tree));
      }),
      { numRuns: 60 },
    );

  it("stand inside", () => check((tree) => outcome(read(`<ul>${contained(tree)}</ul>`, page))));
  it("stand in a sibling", () =>
    check((tree) => outcome(read(`<ul>${sibling(tree)}</ul>`, { ...page, nesting: { sibling: ".r" } }))));
  it("name their parent", () =>
    check((tree) =>
      outcome(
        read(`<ul>${listed(tree)}</ul>`, {
          ...page,
          nesting: { parent: { select: ":self", attr: "data-parent", match: "c[1-9]\\d*" } },
        }),
      ),
    ));
  it("say their depth", () =>
    check((tree) =>
      outcome(
        read(`<ul>${listed(tree)}</ul>`, {
          ...page,
          nesting: { depth: { select: ":self", attr: "class", match: "depth-(\\d+)" } },
        }),
      ),
    ));
  it("come as JSON", () =>
    check((tree) =>
      outcome(
        visit(
          "",
          {
            id: { json: "id" },
            author: { json: "by.name" },
            role: { json: "by.role" },
            text: { json: "body" },
            votesUp: { json: "up" },
            json: { url: "/c", items: "", replies: "replies" },
          },
          { "https://www.waterkrant.example/c": JSON.stringify(tree.map(asJson)) },
        ),
      ),
    ));
});

describe("a page in which one piece of markup is missing, or one is added", () => {
  const tree = number([{ replies: [{ replies: [{ replies: [] }] }, { replies: [] }] }, { replies: [] }]);
  const pieces = [
    ' class="c"',
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<li ",
    "</li>",
    "<ul>",
    "</ul>",
    /<b>.*?<\/b>/g,
    /<p>.*?<\/p>/g,
    / id="\w+"/g,
  ];
  const added = ['<div class="ad">Advertentie</div>', "</div>", "<li>", "<p>"];

  const damaged = (html: string): string[] => [
    ...pieces.flatMap((piece) =>
      [...html.matchAll(typeof piece === "string" ? new RegExp(piece, "g") : piece)].map(
        (match) => html.slice(0, match.index) + html.slice(match.index + match[0].length),
      ),
    ),
    ...added.flatMap((piece) =>
      [...html.matchAll(/(?=<li)|(?<=<\/p>)/g)].map(({ index }) => html.slice(0, index) + piece + html.slice(index)),
    ),
  ];

  it.each([
    ["contained", contained(tree), page],
    ["sibling", sibling(tree), { ...page, nesting: { sibling: ".r" } }],
  ] as const)("never gives one the words or the name of another (%s)", (_, list, block) => {
    const all = damaged(`<ul>${list}</ul>`);
    expect(all.length).toBeGreaterThan(80);
    for (const html of all) {
      for (const { author, role, text } of read(html, block).comments) {
        const numbers = [...`${author} ${role} ${text}`.matchAll(/(?:Naam|rol|Tekst)(\d)/g)].map((match) => match[1]);
        expect(new Set(numbers).size, html).toBeLessThanOrEqual(1);
        expect(text ?? "", html).not.toContain("Advertentie");
      }
    }
  });
});
