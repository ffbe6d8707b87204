import { DatabaseSync } from "node:sqlite";

/** Copies a store's file without the values in which something is found; gives how many were left out. Nothing of them stays in the copy. */
export function eraseFromStore(path: string, copyPath: string, holds: (bytes: Uint8Array) => boolean): number {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.prepare("VACUUM INTO ?").run(copyPath);
  } finally {
    database.close();
  }
  const copy = new DatabaseSync(copyPath);
  try {
    copy.exec("PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON");
    const remove = copy.prepare("DELETE FROM keyv WHERE key = ?");
    const found = copy
      .prepare("SELECT key, value FROM keyv")
      .all()
      .filter(({ key, value }) => holds(Buffer.from(String(key))) || holds(bytesOf(value)));
    for (const { key } of found) remove.run(String(key));
    copy.exec("VACUUM");
    return found.length;
  } finally {
    copy.close();
  }
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(String(value));
}
