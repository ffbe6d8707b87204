import { renameSync, rmSync } from "node:fs";
import { onDisk } from "./on-disk.ts";

/** The little of `@duckdb/node-api` that is needed; the package is the user's to install. */
export interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options?: Readonly<Record<string, string>>): Promise<DuckDbInstance>;
  };
}

interface DuckDbInstance {
  connect(): Promise<DuckDbConnection>;
  closeSync(): void;
}

interface DuckDbConnection {
  run(sql: string): Promise<unknown>;
  stream(sql: string): Promise<{
    fetchChunk(): Promise<{ readonly rowCount: number; getRows(): readonly (readonly unknown[])[] } | null>;
  }>;
  closeSync(): void;
}

export const DUCKDB_PACKAGE = "@duckdb/node-api";

/** DuckDB, where it is installed beside Oogst and runs on this machine. */
export async function loadDuckDb(): Promise<DuckDb | undefined> {
  try {
    return (await import(DUCKDB_PACKAGE)) as DuckDb;
  } catch {
    return undefined;
  }
}

/** Statements that make a table of each Parquet file. */
export function loadSql(tables: readonly { readonly table: string; readonly parquet: string }[]): string {
  return tables
    .map(
      ({ table, parquet }) =>
        `CREATE OR REPLACE TABLE ${table} AS SELECT * FROM read_parquet('${parquet.replaceAll("'", "''")}');\n`,
    )
    .join("");
}

/** Makes a database file of Parquet files; an older one of that name is replaced only by a whole one. */
export async function writeDuckDb(duckDb: DuckDb, path: string, sql: string): Promise<void> {
  const part = `${path}.part`;
  const removePart = () => {
    for (const file of [part, `${part}.wal`]) rmSync(file, { force: true });
  };
  removePart();
  await onDisk(path, async () => {
    const instance = await duckDb.DuckDBInstance.create(part);
    try {
      const connection = await instance.connect();
      try {
        for (const statement of sql.split("\n").filter((line) => line !== "")) await connection.run(statement);
        await connection.run("CHECKPOINT");
      } finally {
        connection.closeSync();
      }
      instance.closeSync();
    } catch (error) {
      instance.closeSync();
      removePart();
      throw error;
    }
    renameSync(part, path);
  });
}

/** All rows of all tables of a database, as JSON; nothing of it is changed. */
export async function* textsInDuckDb(duckDb: DuckDb, path: string): AsyncGenerator<string> {
  const instance = await duckDb.DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  try {
    const names =
      "SELECT printf('%s.%s', format('\"{}\"', replace(table_schema, '\"', '\"\"')), format('\"{}\"', replace(table_name, '\"', '\"\"'))) FROM information_schema.tables WHERE table_type = 'BASE TABLE'";
    const tables: string[] = [];
    for await (const name of cellsOf(connection, names)) tables.push(name);
    for (const table of tables) yield* cellsOf(connection, `SELECT to_json(each)::VARCHAR FROM ${table} AS each`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function* cellsOf(connection: DuckDbConnection, sql: string): AsyncGenerator<string> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    for (const [cell] of chunk.getRows()) yield String(cell);
  }
}
