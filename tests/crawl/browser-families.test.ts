import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { parseCrawlOptions } from "../../src/config/options.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { type Answer, type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn } from "./magazine-crawl.ts";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

const file = (path: string) => readFileSync(new URL(`../families/${path}`, import.meta.url), "utf8");
const answer = (body: string, type = "text/html; charset=utf-8"): Answer => ({
  body,
  headers: { "content-type": type, "access-control-allow-origin": "*" },
});
const json = (value: unknown) => answer(JSON.stringify(value), "application/json");

interface Case {
  readonly hosts: readonly string[];
  readonly pages: Readonly<Record<string, Answer>>;
  readonly byJson: string;
  readonly byBrowser: string;
  readonly golden: ArticleRecord;
}

/** F8: comments on pages of their own, here within JSON; a script of the page puts them into it, a page at each click. */
function waterkant(): Case {
  const rest = file("F8/site.yaml");
  const start = rest
    .slice(0, rest.indexOf("comments:"))
    .replace(/listing: http:.*/, "listing: http://waterkant.example/nieuws");
  const comments = rest
    .slice(rest.indexOf("comments:"))
    .replace(/ {2}at:.*\n/, "")
    .replace(/ {2}pages:\n.*\n/, "");
  const parts = [1, 2, 3].map((page) => file(`F8/many-comments-${page}.html`));
  const address = (page: number) => `/r/json?id=88&page=${page}`;
  const script = `
    let verder = "${address(1)}";
    const meer = async () => {
      const { html, next } = await (await fetch(verder)).json();
      document.querySelector("#lijst").insertAdjacentHTML("beforeend", html);
      verder = next;
      document.querySelector("#meer").hidden = next === null;
      document.body.dataset.geladen = "1";
    };
    document.querySelector("#meer").onclick = meer;
    meer();`;
  return {
    hosts: ["waterkant.example"],
    pages: {
      "/nieuws": answer(
        `<table><tr class="kop"><td><a class="titel" href="/bericht.php?id=88">x</a></td></tr></table>`,
      ),
      "/bericht.php?id=88": answer(
        file("F8/many.html").replace(
          "</body>",
          `<div id="lijst"></div><button id="meer" hidden>Mear</button><script>${script}</script></body>`,
        ),
      ),
      ...Object.fromEntries(
        parts.map((html, index) => [
          address(index + 1),
          json({ html, next: index + 1 < parts.length ? address(index + 2) : null }),
        ]),
      ),
    },
    byJson: `${start}${comments}\n  json: { url: "${address(1).replace("88", "{id}")}", html: html, next: next }\n`,
    byBrowser: `${start}${comments}
fetch:
  browser: auto
  actions:
    - { waitFor: "body[data-geladen]", timeoutMs: 5000 }
    - { click: "#meer", untilGone: true, times: 20, pauseMs: 0 }
`,
    golden: JSON.parse(file("F8/many.golden.json")),
  };
}

/** F9: a widget that asks its own service, a page at a time, and shows the comments in a shadow root. */
function nieuwsplein(): Case {
  const rest = file("F9/site.yaml").replace(/listing: http:.*/, "listing: http://nieuwsplein.example/laatste");
  const bundle = `
    (async () => {
      const host = document.querySelector("#coral_thread");
      const root = host.attachShadow({ mode: "open" });
      for (let after = "", more = true; more; ) {
        const answer = await fetch("http://talk.nieuwsplein.example/api/stories/" + host.dataset.storyId + "?after=" + after);
        const { comments, commentCounts } = (await answer.json()).story;
        for (const { node } of comments.edges) {
          const item = document.createElement("article");
          Object.assign(item.dataset, { at: node.createdAt, edited: node.editing.editedAt ?? "", parent: node.parent?.id ?? "", is: node.deleted ? "removed" : node.status });
          item.id = node.id;
          item.innerHTML = "<b></b><div class='tekst'></div><i></i>" + (node.author?.isStaff ? "<em>staf</em>" : "");
          item.querySelector("b").textContent = node.author?.username ?? "";
          item.querySelector(".tekst").innerHTML = node.body;
          item.querySelector("i").textContent = node.actionCounts.reaction.total;
          root.append(item);
        }
        host.dataset.aantal = commentCounts.totalPublished;
        after = comments.pageInfo.endCursor;
        more = comments.pageInfo.hasNextPage;
      }
      host.dataset.klaar = "1";
    })();`;
  const byBrowser = `${rest.slice(0, rest.indexOf("# Without a description"))}
comments:
  declared: { select: "#coral_thread", attr: data-aantal }
  item: "#coral_thread > article"
  id: { select: ":self", attr: id }
  author: b
  isArticleAuthor: em
  publishedAt: { select: ":self", attr: data-at, epoch: true }
  editedAt: { select: ":self", attr: data-edited, epoch: true }
  text: .tekst
  votesUp: i
  nesting: { parent: { select: ":self", attr: data-parent } }
  statuses:
    - { is: hidden, select: ":self[data-is=REJECTED]" }
    - { is: removed, select: ":self[data-is=removed]" }
fetch:
  browser: { article: always }
  actions: [{ waitFor: "#coral_thread[data-klaar]", timeoutMs: 5000 }]
`;
  return {
    hosts: ["nieuwsplein.example", "talk.nieuwsplein.example"],
    pages: {
      "/laatste": answer(`<div class="kaart"><a href="/artikel/9001">x</a></div>`),
      "/artikel/9001": answer(file("F9/many.html")),
      "/bundle.js": answer(bundle, "text/javascript"),
      ...Object.fromEntries(
        ["", "k1", "k2"].map((after, index) => [
          `/api/stories/a-9?after=${after}`,
          answer(file(`F9/many-${index + 1}.json`), "application/json"),
        ]),
      ),
    },
    byJson: rest,
    byBrowser,
    golden: JSON.parse(file("F9/many.golden.json")),
  };
}

describe.skipIf(findBrowser(process.env) === undefined)(
  "the families whose comments stand elsewhere (skipped where there is no Chromium)",
  () => {
    let server: AnsweringServer;
    const directories: string[] = [];

    beforeEach(async () => {
      server = await startAnsweringServer({ status: 404 });
    });
    afterEach(async () => {
      await server.close();
      for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
    });

    async function recordBy(siteFile: string, { hosts }: Case): Promise<ArticleRecord> {
      const directory = mkdtempSync(join(tmpdir(), "oogst-families-"));
      directories.push(directory);
      const options = parseCrawlOptions({
        output: directory,
        maxWaitMs: 0,
        allowAddresses: ["127.0.0.1"],
        connectTo: hosts.map((host) => `${host}=${new URL(server.origin).host}`),
      });
      await crawl([parseSite(siteFile, "family.yaml")], options, { log: pino({ level: "silent" }) });
      const records = recordsIn(directory);
      expect(records).toHaveLength(1);
      return records[0] as ArticleRecord;
    }

    /** The record without what tells how and when it was brought, where each value stood, and what was doubted on the way. */
    function contentOf(record: ArticleRecord) {
      const { fetchedAt, firstSeenAt, fetchedBy, siteFileVersion, commentsSource, provenance, warnings, ...content } =
        record;
      return content;
    }

    it.each([
      ["F8", waterkant],
      ["F9", nieuwsplein],
    ])("%s by browser and by JSON source give identical records, and the truth", async (_, make) => {
      const family = make();
      server.answer = (path) => family.pages[path] ?? { status: 404 };
      const byJson = await recordBy(family.byJson, family);
      const byBrowser = await recordBy(family.byBrowser, family);
      expect([byJson.commentsSource, byBrowser.commentsSource]).toEqual(["json", "browser"]);
      expect([byJson.fetchedBy, byBrowser.fetchedBy]).toEqual(["http", "browser"]);
      expect(contentOf(byBrowser)).toEqual(contentOf(byJson));
      // JSON says that a comment has no author; of a page it can only be said that there is none where one was looked for.
      const isDoubt = ({ code }: { code: string }) => code !== "comment-author-missing";
      expect(byBrowser.warnings.filter(isDoubt)).toEqual(byJson.warnings.filter(isDoubt));
      expect(byBrowser.comments).toEqual(family.golden.comments);
      expect(byBrowser).toMatchObject({
        title: family.golden.title,
        body: family.golden.body,
        commentCountDeclared: family.golden.commentCountDeclared,
        commentsComplete: true,
      });
    });
  },
);
