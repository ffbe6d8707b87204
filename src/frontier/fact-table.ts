import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Json } from "../model/ledger.ts";

/** Values by name, as JSON: `facts` are the ledger's own, `meta` the conductor's. */
export class FactTable {
  readonly #get: StatementSync;
  readonly #set: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync, table: "facts" | "meta") {
    this.#get = database.prepare(`SELECT value FROM ${table} WHERE name = ?`);
    this.#set = database.prepare(`REPLACE INTO ${table} (name, value) VALUES (?, ?)`);
    this.#delete = database.prepare(`DELETE FROM ${table} WHERE name = ?`);
  }

  get(name: string): Json | undefined {
    const value = this.#get.get(name)?.value;
    return typeof value === "string" ? (JSON.parse(value) as Json) : undefined;
  }

  set(name: string, value: Json): void {
    this.#set.run(name, JSON.stringify(value));
  }

  delete(name: string): void {
    this.#delete.run(name);
  }
}
