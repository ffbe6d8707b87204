import { type FSWatcher, watch } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Tells of site files that changed, appeared or went, a moment after the last step of saving them. Their folders are watched and not the
 * files: editors put a new file in the old one's place, which a watch on the old one would not see.
 */
export function watchSiteFiles(paths: readonly string[], onChange: (path: string) => void): { close(): void } {
  const timers = new Map<string, NodeJS.Timeout>();
  const heard = (path: string) => {
    clearTimeout(timers.get(path));
    timers.set(
      path,
      setTimeout(() => {
        timers.delete(path);
        onChange(path);
      }, QUIET_MS),
    );
  };
  const watchers = [...new Set(paths.map((path) => dirname(path)))].map((folder): FSWatcher => {
    const watcher = watch(folder, (_, name) => {
      if (name !== null && /\.ya?ml$/.test(name)) heard(join(folder, name));
    });
    // A folder that is taken away: what was read stays in force.
    return watcher.on("error", () => watcher.close());
  });
  return {
    close() {
      for (const watcher of watchers) watcher.close();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

const QUIET_MS = 200;
