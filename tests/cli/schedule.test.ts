import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runOogst } from "./run-oogst.ts";

const oogst = resolve("src/cli/main.ts");
const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with `selectors/krant.yaml` and whatever more is given. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "oogst-schedule-"));
  folders.push(folder);
  mkdirSync(join(folder, "selectors"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "selectors", name), text);
  return folder;
}

const siteFile = (cron: string, name = "krant", host = `${name}.example`) => `name: ${name}
hosts: [${host}]
language: nl
timeZone: Europe/Amsterdam
start: [{ listing: "http://${host}/" }]
urls: { articles: { include: ^/nieuws/ } }
manners: { hostDelayMs: 0 }
fields: { title: h1, publishedAt: { select: time, attr: datetime }, body: .text }
rules: { required: [title, body] }
schedule: { cron: "${cron}", jitterMs: 0 }
`;

const PAGE = `<!doctype html><html lang="nl"><title>Een</title><h1>Een</h1><time datetime="2026-01-02T10:00:00Z"></time><div class="text"><p>${"De raad vergaderde lang over de brug. ".repeat(8)}</p></div></html>`;

/** The service, with its log as it comes. */
function startSchedule(folder: string, args: readonly string[] = []) {
  const child = spawn(process.execPath, [oogst, "schedule", "--log-json", ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  const events: Record<string, unknown>[] = [];
  let text = "";
  let told = () => {};
  child.stderr?.on("data", (chunk) => {
    const lines = `${text}${chunk}`.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) events.push(line.startsWith("{") ? JSON.parse(line) : { msg: line });
    told();
  });
  const heard = async (msg: string, fields: object = {}) => {
    const isIt = (event: Record<string, unknown>) =>
      event.msg === msg && Object.entries(fields).every(([name, value]) => event[name] === value);
    while (!events.some(isIt))
      await new Promise<void>((done) => {
        told = done;
      });
    return events.splice(events.findIndex(isIt), 1)[0] as Record<string, unknown>;
  };
  return { child, heard };
}

const YEARLY = "0 0 1 1 *";

describe("oogst schedule", () => {
  it("takes over site files that an editor puts in place, again and again, new ones too, and leaves a broken one aside", async () => {
    const folder = folderWith({ "krant.yaml": siteFile(YEARLY), "los.yaml": siteFile(YEARLY, "los") });
    const { child, heard } = startSchedule(folder);
    await heard("scheduled", { site: "krant" });
    await heard("scheduled", { site: "los" });
    const replace = (text: string, name = "krant.yaml") => {
      writeFileSync(join(folder, "selectors", ".new"), text);
      renameSync(join(folder, "selectors", ".new"), join(folder, "selectors", name));
    };
    for (const month of [2, 3]) {
      replace(siteFile(`0 0 1 ${month} *`));
      expect(await heard("site file reloaded", { site: "krant" })).toMatchObject({ cron: `0 0 1 ${month} *` });
    }
    replace("name: krant\nhosts: [");
    await heard("site file not taken over");
    writeFileSync(join(folder, "selectors", "krant.yaml"), siteFile("0 0 1 4 *"));
    expect(await heard("site file reloaded", { site: "krant" })).toMatchObject({ cron: "0 0 1 4 *" });
    replace(siteFile(YEARLY, "blad"), "blad.yaml");
    await heard("scheduled", { site: "blad" });
    replace(siteFile(YEARLY, "courant"));
    await heard("no longer scheduled", { site: "krant" });
    await heard("scheduled", { site: "courant" });
    replace(siteFile(YEARLY, "los").replace(/schedule:.*\n/, ""), "los.yaml");
    await heard("no longer scheduled", { site: "los" });
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  }, 60_000);

  it("ends with 0 at SIGTERM, when the pages in flight have come and are written", async () => {
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let answer = () => {};
    const mayAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const html = { "content-type": "text/html" };
    const server = createServer(async ({ url }, response) => {
      if (url === "/") return response.writeHead(200, html).end('<a href="/nieuws/een">Een</a>');
      if (url !== "/nieuws/een") return response.writeHead(404).end();
      asked();
      await mayAnswer;
      return response.writeHead(200, html).end(PAGE);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const { port } = server.address() as AddressInfo;
      const folder = folderWith({ "krant.yaml": siteFile("* * * * * *") });
      const args = ["--allow-address", "127.0.0.1", "--connect-to", `krant.example=127.0.0.1:${port}`];
      const { child, heard } = startSchedule(folder, args);
      await heard("run begins", { site: "krant" });
      await isAsked;
      child.kill("SIGTERM");
      await heard("stopping when the runs under way have ended");
      answer();
      await heard("run ended", { site: "krant" });
      expect(await once(child, "exit")).toEqual([0, null]);
      const lines = readFileSync(join(folder, "output", "krant", "articles.jsonl"), "utf8").split("\n");
      expect(lines.slice(0, -1).map((line) => JSON.parse(line).title)).toEqual(["Een"]);
    } finally {
      answer();
      server.closeAllConnections();
      server.close();
    }
  }, 60_000);

  it("says at once what is wrong in its options", async () => {
    const folder = folderWith({ "krant.yaml": siteFile(YEARLY) });
    const { code, err } = await runOogst(["schedule", "--connect-to", "nonsense"], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("nonsense")]);
    const nameless = folderWith({ "krant.yaml": `${siteFile(YEARLY)}people: { comments: pseudonymous }\n` });
    const { code: withoutKey, err: why } = await runOogst(["schedule"], nameless);
    expect([withoutKey, why]).toEqual([2, expect.stringContaining("OOGST_PSEUDONYM_KEY")]);
    expect(existsSync(join(folder, "output"))).toBe(false);
  });
});
