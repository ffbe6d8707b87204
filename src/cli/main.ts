#!/usr/bin/env node
import { join } from "node:path";
import { buildId } from "./build-id.ts";
import { cacheFolder } from "./cache-folder.ts";
import { extractQuickly } from "./extract-quickly.ts";
import { quickRequestOf } from "./quick-request.ts";

/** A build has a quick way for one saved page; whatever that cannot answer, and all else, is for the whole program. */
async function start(args: readonly string[]): Promise<void> {
  const request = buildId === undefined ? undefined : quickRequestOf(args);
  const cache = buildId === undefined ? undefined : cacheFolder(buildId, process.env, process.platform);
  if (request === undefined || cache === undefined) return startWhole(args);
  const answer = await extractQuickly(request, { script: join(import.meta.dirname, "quick-extract.js"), cache });
  if (answer === "printing") return;
  await startWhole(args);
  if (answer === "unknown-site" && process.exitCode === 0)
    await (await import("./remember-site.ts")).rememberSiteOf(request, cache);
}

async function startWhole(args: readonly string[]): Promise<void> {
  const { runWhole } = await import("./run-whole.ts");
  process.exitCode = await runWhole(args);
}

void start(process.argv.slice(2));
