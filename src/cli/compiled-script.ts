import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { makeFolder } from "../config/make-folder.ts";

export interface CompiledScript<T> {
  /** What the script exports. */
  readonly exports: T;
  /** Whether it came with its code compiled. */
  readonly isReady: boolean;
  /** Keeps the code compiled by now for the next start, if the folder lets us. */
  readonly keep: () => void;
}

/**
 * Runs a CommonJS script of ours with the code that V8 compiled when it ran before, so that it need not be compiled again.
 *
 * Node's own compile cache keeps what is compiled on loading; most functions are compiled when they are first called, and this keeps those
 * too. V8 refuses code of another version, other flags or a script of another length, so a script is to have a name that changes with it.
 */
export function runCompiled<T>(path: string, codePath: string | undefined): CompiledScript<T> {
  const cachedData = codePath === undefined ? undefined : codeAt(codePath);
  const source = `(function (exports, require, module, __filename) {${readFileSync(path, "latin1")}\n})`;
  const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });
  const module = { exports: {} as T };
  script.runInThisContext()(module.exports, (id: string) => process.getBuiltinModule(id), module, path);
  return {
    exports: module.exports,
    isReady: cachedData !== undefined && script.cachedDataRejected !== true,
    keep: () => {
      if (codePath !== undefined) keepCode(codePath, script.createCachedData());
    },
  };
}

function codeAt(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function keepCode(path: string, code: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    makeFolder(dirname(path));
    // Synced, for code that a power cut left half written would be run.
    writeFileSync(draft, code, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch {
    // Without it the script is compiled anew the next time.
  }
}
