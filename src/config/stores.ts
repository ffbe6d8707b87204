import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { Keyv, KeyvStoreAdapter } from "keyv";

/**
 * Opens a key-value store by its URL, to be closed with `disconnect()`:
 *
 * - `sqlite:PATH`, a file on this machine, made with its folders where it is not there yet
 * - `memory:`, gone when the process ends
 * - `redis://…`, `rediss://…`, `postgres://…`, over adapters that the user installs beside Oogst
 *
 * Keys of two namespaces never meet. Failures are thrown, not swallowed as Keyv would by itself, and so is a server that
 * cannot be reached now.
 */
export async function openStore(url: string, namespace: string): Promise<Keyv> {
  if (!/^[a-z][a-z0-9-]*$/.test(namespace)) {
    throw new Error(`a store's namespace is lower-case letters, digits and hyphens, got "${namespace}"`);
  }
  const [scheme = ""] = /^[a-z]+(?=:)/i.exec(url) ?? [];
  const open = openers[scheme.toLowerCase()];
  if (open === undefined) {
    throw new Error(
      `expected a store as sqlite:PATH, memory:, redis://…, rediss://… or postgres://…, got "${withoutSecrets(url)}"`,
    );
  }
  const { Keyv } = await import("keyv");
  const { store, prefixesKeys } = await open(url);
  const keyv = new Keyv({ store, namespace, useKeyPrefix: !prefixesKeys, throwOnErrors: true });
  let heard: unknown;
  const hear = (error: unknown) => {
    heard = error;
  };
  keyv.on("error", hear);
  try {
    await keyv.get("is-it-there");
  } catch (error) {
    await keyv.disconnect().catch(() => undefined);
    // The Redis adapter throws a sentence about its options, and emits what really happened.
    const cause = heard ?? error;
    throw new Error(`the store ${withoutSecrets(url)} cannot be used: ${messageOf(cause)}`, { cause });
  }
  keyv.off("error", hear);
  return keyv;
}

interface OpenedStore {
  readonly store: KeyvStoreAdapter | Map<string, unknown>;
  /** The adapter puts the namespace before each key by itself. */
  readonly prefixesKeys: boolean;
}

const openers: Readonly<Record<string, (url: string) => Promise<OpenedStore>>> = {
  sqlite: openSqlite,
  memory: async () => ({ store: new Map(), prefixesKeys: false }),
  redis: openRedis,
  rediss: openRedis,
  postgres: openPostgres,
  postgresql: openPostgres,
};

async function openSqlite(url: string): Promise<OpenedStore> {
  const path = url.slice("sqlite:".length).replace(/^\/\/(?=\/)/, "");
  if (path === "") throw new Error('expected a file in sqlite:PATH, got "sqlite:"');
  if (path !== ":memory:") await mkdir(dirname(path), { recursive: true });
  const { KeyvSqlite } = await import("./keyv-sqlite.ts");
  return { store: new KeyvSqlite({ path }), prefixesKeys: false };
}

const CONNECT_TIMEOUT_MS = 5000;
const MAX_RECONNECTS = 3;

async function openRedis(url: string): Promise<OpenedStore> {
  const { default: KeyvRedis } = await importAdapter("@keyv/redis", () => import("@keyv/redis"));
  // Some patience with a server that restarts; then the operation fails, and the next one tries anew.
  const reconnectStrategy = (attempt: number, cause: Error) => (attempt < MAX_RECONNECTS ? (attempt + 1) * 100 : cause);
  const socket = { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy };
  return { store: new KeyvRedis({ url, socket }, { throwOnErrors: true }), prefixesKeys: true };
}

/** As much of a pg pool as we call. */
interface Pool {
  query(sql: string, values?: unknown): Promise<{ rows: unknown[] }>;
  on(event: "error", listener: (error: Error) => void): void;
  end(): Promise<void>;
}

async function openPostgres(url: string): Promise<OpenedStore> {
  const { default: KeyvPostgres } = await importAdapter("@keyv/postgres", () => import("@keyv/postgres"));
  // The adapter shares one pool in the whole process: closing one store would close all, and an idle connection that the
  // server drops would end the process. So each store brings its own, of the adapter's own pg.
  const pg = createRequire(import.meta.resolve("@keyv/postgres"))("pg") as { Pool: new (options: object) => Pool };
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  let isOpen = true;
  class KeyvPostgresPool extends KeyvPostgres {
    override async connect() {
      pool.on("error", (error) => this.emit("error", error));
      return async (sql: string, values?: unknown) => (await pool.query(sql, values)).rows;
    }

    override async disconnect() {
      if (isOpen) await pool.end();
      isOpen = false;
    }
  }
  // Keys are URLs, and 2000 characters of them fit an index page of PostgreSQL.
  return { store: new KeyvPostgresPool({ uri: url, table: "oogst_keyv", keySize: 2000 }), prefixesKeys: false };
}

/** An adapter the user has to install, since one machine needs no server. */
async function importAdapter<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (!isMissing) throw error;
    throw new Error(`this store needs ${name}, which is not installed: npm install ${name}`, { cause: error });
  }
}

/** For messages: what stands before "@" may be a password, and so may a parameter. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//…@").replace(/\?.*$/s, "");
}

function messageOf(error: unknown): string {
  // Several addresses of one host that all refuse come as an AggregateError without a message.
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
