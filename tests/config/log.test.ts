import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLog, type LogOptions } from "../../src/config/log.ts";

async function logged(options: Partial<LogOptions>, use: (log: Awaited<ReturnType<typeof createLog>>) => void) {
  const destination = new PassThrough();
  use(await createLog({ isJson: true, level: "info", isTerminal: false, destination, ...options }));
  destination.end();
  return (await destination.toArray()).join("");
}

const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/;
const hostile = "OK\u001b[2J\u001b]0;title\u0007\u0085\u202e\u2028end";

describe("the log", () => {
  it("is one JSON object a line for machines, with a level in words and an ISO time", async () => {
    const text = await logged({}, (log) => log.info({ url: "https://a.example/", status: 200 }, "page fetched"));
    const entry = JSON.parse(text);
    expect(text.endsWith("}\n")).toBe(true);
    expect(entry).toMatchObject({ level: "info", url: "https://a.example/", status: 200, msg: "page fetched" });
    expect(entry.time).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  });

  it("keeps to its level", async () => {
    expect(await logged({ level: "warn" }, (log) => log.info("page fetched"))).toBe("");
    expect(await logged({ level: "silent" }, (log) => log.error("page failed"))).toBe("");
  });

  for (const isJson of [true, false]) {
    it(`is inert whatever a server says, ${isJson ? "for machines" : "for people"}`, async () => {
      const text = await logged({ isJson }, (log) => {
        log.info({ reason: hostile, deep: { list: [hostile] } }, `page fetched ${hostile}`);
        log.error({ error: new Error(hostile) }, "page failed");
      });
      expect(text.replaceAll("\n", "")).not.toMatch(steering);
      expect(text).not.toContain("\\u001b");
      expect(text).toContain("\ufffd[2J");
      if (isJson)
        expect(JSON.parse(text.split("\n")[0] ?? "").reason).toBe(
          "OK\ufffd[2J\ufffd]0;title\ufffd\ufffd\ufffd\ufffdend",
        );
    });
  }

  it("leaves a backslash that is only a backslash", async () => {
    const text = await logged({}, (log) => log.info({ pattern: "\\u001b" }, "pattern"));
    expect(JSON.parse(text).pattern).toBe("\\u001b");
  });

  it("lets no field forge a line for people", async () => {
    const text = await logged({ isJson: false }, (log) => log.info({ reason: "a\n[12:00:00] INFO: forged" }, "b\r\nc"));
    expect(text.split("\n").filter(Boolean)).toHaveLength(1);
  });

  it("has colours on a terminal only", async () => {
    const use = (log: Awaited<ReturnType<typeof createLog>>) => log.info("page fetched");
    expect(await logged({ isJson: false, isTerminal: true }, use)).toContain("\u001b[");
    expect(await logged({ isJson: false, isTerminal: false }, use)).not.toContain("\u001b[");
  });
});
