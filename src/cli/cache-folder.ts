import { join } from "node:path";

/**
 * Where what was made ready once is kept for the next start: the user's own folder for such things, as each system names it. Undefined where
 * there is none, or where `NODE_DISABLE_COMPILE_CACHE` says that nothing is to be kept. `build` tells one build of the program from another.
 */
export function cacheFolder(build: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  if ((env.NODE_DISABLE_COMPILE_CACHE ?? "") !== "") return undefined;
  const root = rootOf(env, platform);
  return root === undefined ? undefined : join(root, "oogst", build);
}

function rootOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  if (platform === "win32") return env.LOCALAPPDATA || undefined;
  // XDG Base Directory Specification: a path that is not absolute is to be passed over.
  if (env.XDG_CACHE_HOME?.startsWith("/")) return env.XDG_CACHE_HOME;
  if (!env.HOME?.startsWith("/")) return undefined;
  return platform === "darwin" ? join(env.HOME, "Library/Caches") : join(env.HOME, ".cache");
}
