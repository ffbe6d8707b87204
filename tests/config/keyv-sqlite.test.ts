import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import keyvTestSuite, { keyvIteratorTests } from "@keyv/test-suite";
import { Keyv } from "keyv";
import * as vitest from "vitest";
import { afterAll, describe, expect, test } from "vitest";
import { KeyvSqlite } from "../../src/config/keyv-sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "oogst-keyv-"));
const opened: KeyvSqlite[] = [];

afterAll(async () => {
  for (const store of opened) await store.disconnect();
  rmSync(folder, { recursive: true });
});

function open(name: string): KeyvSqlite {
  const store = new KeyvSqlite({ path: join(folder, name) });
  opened.push(store);
  return store;
}

describe("Keyv's own suite", () => {
  keyvTestSuite(vitest, Keyv, () => open("suite.db"));
  keyvIteratorTests(vitest, Keyv, () => open("suite.db"));
});

describe("KeyvSqlite", () => {
  test("clears a namespace to the letter: neither another case nor a longer name goes with it", async () => {
    const names = ["pages", "Pages", "pages2", "p_ges", "pages;"];
    const keyvs = names.map((namespace) => new Keyv({ store: open("clear.db"), namespace }));
    for (const keyv of keyvs) await keyv.set("k", 1);
    await keyvs[0]?.clear();
    expect(await Promise.all(keyvs.map((keyv) => keyv.get("k")))).toEqual([undefined, 1, 1, 1, 1]);
  });

  test("clears all where no namespace is set", async () => {
    const store = open("clear-all.db");
    await store.setMany([
      { key: "a:1", value: "x" },
      { key: "\u{10FFFD}", value: "y" },
    ]);
    await store.clear();
    expect(await store.hasMany(["a:1", "\u{10FFFD}"])).toEqual([false, false]);
  });

  test("iterates over more entries than one page, while they are being deleted", async () => {
    const keyv = new Keyv({ store: open("iterate.db"), namespace: "many" });
    const keys = Array.from({ length: 257 }, (_, index) => `key-${String(index).padStart(3, "0")}`);
    await keyv.setMany(keys.map((key) => ({ key, value: key.length })));
    const seen: string[] = [];
    for await (const [key] of keyv.iterator?.(undefined) ?? []) {
      seen.push(key);
      await keyv.delete(key);
    }
    expect(seen).toEqual(keys);
    expect(await keyv.has("key-000")).toBe(false);
  });

  test("gives what expired to nobody, and forgets it on the next opening", async () => {
    const store = open("expiry.db");
    await store.set("gone", "v", -1);
    await store.set("stays", "v", 60_000);
    await store.set("gone too", "v", -1);
    expect(await store.get("gone")).toBeUndefined();
    expect(await store.has("gone too")).toBe(false);
    await store.set("gone", "v", -1);
    open("expiry.db");
    const database = new DatabaseSync(join(folder, "expiry.db"), { readOnly: true });
    expect(database.prepare("SELECT key FROM keyv").all()).toEqual([{ key: "stays" }]);
    database.close();
  });

  test("sets many or none", async () => {
    const store = open("together.db");
    const entries = [
      { key: "first", value: "v" },
      { key: "second", value: { not: "text" } },
    ];
    await expect(store.setMany(entries)).rejects.toThrow('the value of "second" is neither text nor bytes');
    expect(await store.get("first")).toBeUndefined();
    await store.set("first", "after a failure it still writes");
    expect(await store.has("first")).toBe(true);
  });

  test("keeps values over a closing, and closes twice without complaint", async () => {
    const before = new Keyv({ store: open("reopen.db"), namespace: "n" });
    await before.set("k", { deep: ["ü", Buffer.from([0, 255])] });
    await before.disconnect();
    await before.disconnect();
    const after = new Keyv({ store: open("reopen.db"), namespace: "n" });
    expect(await after.get("k")).toEqual({ deep: ["ü", Buffer.from([0, 255])] });
  });

  test("writes from two processes at once are all kept", { timeout: 20_000 }, async () => {
    const path = join(folder, "shared.db");
    open("shared.db");
    const writers = ["a", "b"].map((name) =>
      fork(new URL("../support/keyv-writer.ts", import.meta.url), [path, name, "200"], { execArgv: ["--no-warnings"] }),
    );
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0]));
    expect(codes).toEqual([0, 0]);
    const store = open("shared.db");
    const keys = ["a", "b"].flatMap((name) => Array.from({ length: 200 }, (_, index) => `${name}:${index}`));
    expect((await store.hasMany(keys)).filter(Boolean)).toHaveLength(400);
  });
});
