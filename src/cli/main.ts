#!/usr/bin/env node
import { join } from "node:path";
import { buildId } from "./build-id.ts";
import { cacheFolder } from "./cache-folder.ts";
import { extractQuickly } from "./extract-quickly.ts";
import { quickRequestOf } from "./quick-request.ts";
import { runWhole } from "./run-whole.ts";

const args = process.argv.slice(2);
const request = buildId === undefined ? undefined : quickRequestOf(args);
const cache = buildId === undefined ? undefined : cacheFolder(buildId, process.env, process.platform);
const answer =
  request === undefined || cache === undefined
    ? "other-way"
    : await extractQuickly(request, { script: join(import.meta.dirname, "quick-extract.cjs"), cache });
if (answer !== "record") process.exitCode = await runWhole(args);
if (answer === "unknown-site" && request !== undefined && cache !== undefined && process.exitCode === 0)
  await (await import("./remember-site.ts")).rememberSiteOf(request, cache);
