import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findBrowser } from "../../src/render/find-browser.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, SMALL_HOST, smallSite } from "./small-site.ts";

const isLinux = process.platform === "linux";
const ARTICLES = 24;
const SITE = (browser: string) =>
  smallSite(`start: [{ listing: "http://${SMALL_HOST}/nieuws" }]
listing: { card: a }
comments: { declared: h2, item: li, id: { select: ":self", attr: id }, author: b, text: p }
fetch: { browser: ${browser} }`).replace("retries: 0", "retries: 5");

vi.setConfig({ testTimeout: 180_000 });

describe.skipIf(findBrowser(process.env) === undefined || !isLinux)(
  "a crawl whose browser is killed again and again (skipped where there is no Chromium, or no /proc)",
  () => {
    let server: AnsweringServer;
    let directory: string;
    let temporary: string;
    let random: () => number;
    let asked: number;
    let kills: string[];
    let timers: NodeJS.Timeout[];
    const { TMPDIR } = process.env;

    /** Every second article brings its comments by scripts, in as many requests as there are comments; the others have theirs as they are. */
    const commentsOf = (number: number) =>
      Array.from({ length: number % 7 }, (_, index) => ({
        author: `Lezer ${number}-${index}`,
        text: `Reactie ${index} op ${number}.`,
      }));
    const item = (number: number, index: number) => {
      const { author, text } = commentsOf(number)[index] ?? { author: "", text: "" };
      return `<li id="r${number}-${index}"><b>${author}</b><p>${text}</p></li>`;
    };
    const articleOf = (number: number) => {
      const comments = commentsOf(number);
      const script = `(async () => { for (let i = 0; i < ${comments.length}; i++) document.querySelector("ul").insertAdjacentHTML("beforeend", await (await fetch("/api/${number}/" + i)).json()); })()`;
      const own = comments.map((_, index) => item(number, index)).join("");
      const list = number % 2 === 0 ? `<ul></ul><script>${script}</script>` : `<ul>${own}</ul>`;
      return articlePage(`Kop ${number}`).replace("</body>", `<h2>${comments.length} reacties</h2>${list}</body>`);
    };

    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), "oogst-dataset-"));
      temporary = mkdtempSync(join(tmpdir(), "oogst-browsers-"));
      process.env.TMPDIR = temporary;
      [random, asked, kills, timers] = [randomFrom(20260305), 0, [], []];
      server = await startAnsweringServer((path) => {
        asked += 1;
        // Somewhere between a script's request and what becomes of its answer.
        if (asked % 9 === 0) timers.push(setTimeout(kill, random() * 200));
        const [, number = "", index = ""] = /^\/api\/(\d+)\/(\d+)$/.exec(path) ?? [];
        if (number !== "")
          return {
            headers: { "content-type": "application/json" },
            body: JSON.stringify(item(Number(number), Number(index))),
          };
        const article = /^\/nieuws\/(\d+)$/.exec(path)?.[1];
        const body =
          path === "/nieuws"
            ? Array.from({ length: ARTICLES }, (_, each) => `<a href="/nieuws/${each + 1}">x</a>`).join("")
            : article === undefined
              ? undefined
              : articleOf(Number(article));
        return body === undefined ? { status: 404 } : { headers: { "content-type": "text/html" }, body };
      });
    });
    afterEach(async () => {
      for (const timer of timers) clearTimeout(timer);
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      await server.close();
      rmSync(directory, { recursive: true, force: true });
      rmSync(temporary, { recursive: true, force: true });
    });

    /** Ends the browser itself or, every other time, any process of it. */
    function kill() {
      const all = processesOf(temporary);
      const mains = all.filter(({ type }) => type === "browser");
      const among = random() < 0.5 ? mains : all;
      const victim = among[Math.floor(random() * among.length)];
      if (victim === undefined) return;
      try {
        process.kill(victim.pid, "SIGKILL");
        kills.push(victim.type);
      } catch {
        // It has just ended.
      }
    }

    it.each(["auto", "{ article: always }"])(
      "with %s gives the truth, each record once, and leaves nothing running",
      async (use) => {
        const report = await crawlSmall(server, directory, SITE(use), Date.parse("2026-03-05T12:00:00Z"), {
          concurrency: 3,
          maxWaitMs: 60_000,
        });
        expect(report.ended).toBe("done");
        expect(kills.length).toBeGreaterThan(5);
        expect(kills).toContain("browser");
        const records = recordsIn(directory);
        expect(
          records
            .map(({ title, comments, commentsComplete }) => ({
              title,
              comments: comments.map(({ author, text }) => ({ author, text })),
              commentsComplete,
            }))
            .sort((one, other) => Number(one.title?.slice(4)) - Number(other.title?.slice(4))),
        ).toEqual(
          Array.from({ length: ARTICLES }, (_, index) => ({
            title: `Kop ${index + 1}`,
            comments: commentsOf(index + 1),
            commentsComplete: true,
          })),
        );
        expect(processesOf(temporary)).toEqual([]);
        expect(readdirSync(temporary).filter((name) => name.startsWith("oogst-browser-"))).toEqual([]);
      },
    );
  },
);

/** Processes of the browsers whose folders are in `folder`. */
function processesOf(folder: string): { readonly pid: number; readonly type: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8");
        if (!command.includes(`${folder}/`)) return [];
        return [{ pid: Number(name), type: /--type=([a-z-]+)/.exec(command)?.[1] ?? "browser" }];
      } catch {
        return [];
      }
    });
}

/** The same row of numbers each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
