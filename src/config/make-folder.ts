import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Makes a folder for this user alone, and those above it. Node's own `recursive` never ends where a parent takes no folder, as `/proc` does. */
export function makeFolder(path: string): void {
  if (isThere(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isThere(path)) throw error;
  }
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
