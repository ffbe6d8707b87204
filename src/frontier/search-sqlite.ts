import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/**
 * Whether something is found in a value of any table of an SQLite file: of a long value the file's pages hold only pieces. The file is read
 * as it stands, without its log, and not locked.
 */
export function sqliteHolds(path: string, holds: (bytes: Uint8Array) => boolean): boolean {
  const database = new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return tables.some(({ name }) => {
      for (const row of database.prepare(`SELECT * FROM "${String(name).replaceAll('"', '""')}"`).iterate())
        if (Object.values(row).some((value) => holdsValue(value, holds))) return true;
      return false;
    });
  } finally {
    database.close();
  }
}

function holdsValue(value: unknown, holds: (bytes: Uint8Array) => boolean): boolean {
  if (typeof value === "string") return holds(Buffer.from(value));
  return value instanceof Uint8Array && holds(value);
}
