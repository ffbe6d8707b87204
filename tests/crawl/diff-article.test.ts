import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diffArticle } from "../../src/crawl/diff-article.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { scratchFolder } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, SMALL_HOST, smallSite } from "./small-site.ts";

const DAY = 86_400_000;
const start = Date.parse("2026-03-02T06:00:00Z");
const url = `http://${SMALL_HOST}/nieuws/veer`;
const site = smallSite(
  `revisit: [1d, 2d, 3d, 4d]\nstart: [{ url: "${url}" }]\ncomments: { item: li, id: { select: ":self", attr: id }, author: b, text: p }\n`,
);
const directory = scratchFolder();
let server: AnsweringServer;

beforeAll(async () => {
  server = await startAnsweringServer({ status: 404 });
  const comment = (id: number, text: string) => `<li id="c${id}"><b>Lezer ${id}</b><p>${text}</p></li>`;
  const states = [
    { title: "Veer vaart", comments: [comment(1, "Mooi."), comment(2, "Jammer van de dijk.")] },
    { title: "Veer vaart niet", comments: [comment(1, "Mooi."), comment(2, "Jammer van de nieuwe dijk.")] },
    { title: "Veer vaart niet", comments: [comment(2, "Jammer van de nieuwe dijk."), comment(3, "Eindelijk.")] },
  ];
  for (const [place, { title, comments }] of states.entries()) {
    const body = articlePage(title).replace("</body>", `<ul>${comments.join("")}</ul></body>`);
    server.answer = (path) =>
      path === "/nieuws/veer" ? { body, headers: { "content-type": "text/html; charset=utf-8" } } : { status: 404 };
    await crawlSmall(server, directory, site, start + place * DAY + place * 60_000);
  }
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

it("tells from revision to revision what changed in fields and comments, word by word", async () => {
  const history = await diffArticle(directory, url);
  expect(history).toMatchObject({ url, title: "Veer vaart niet", revisions: 3 });
  const [first, second] = history?.differences ?? [];
  expect(first).toMatchObject({
    from: 1,
    to: 2,
    fields: [{ field: "title", before: "Veer vaart", after: "Veer vaart niet" }],
  });
  expect(first?.comments.map(({ what }) => what)).toEqual(["comment-edited"]);
  expect(first?.comments[0]?.words.filter(({ what }) => what !== "same")).toEqual([{ what: "added", text: "nieuwe " }]);
  expect(second?.fields).toEqual([]);
  expect(second?.comments.map(({ what, author }) => [what, author])).toEqual([
    ["comment-added", "Lezer 3"],
    ["comment-vanished", "Lezer 1"],
  ]);
});

it("finds an article by its id too, and says where there is none", async () => {
  const history = await diffArticle(directory, url);
  expect(await diffArticle(directory, history?.id as string)).toEqual(history);
  expect(await diffArticle(directory, `http://${SMALL_HOST}/nieuws/anders`)).toBeUndefined();
});

it("is shown at the door, for people and for programs", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["src/cli/main.ts", "diff", ...args, "--output", directory], { encoding: "utf8" });
  expect(run(url).stdout).toContain("Jammer van de {+nieuwe+} dijk.");
  expect(run(url).stdout).toContain("comment vanished");
  expect(JSON.parse(run(url, "--json").stdout)).toMatchObject({ revisions: 3 });
  expect(run(`http://${SMALL_HOST}/nieuws/anders`).status).toBe(4);
});
