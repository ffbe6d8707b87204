import { enableCompileCache } from "node:module";
import { workerData } from "node:worker_threads";
import type { ThreadSettings } from "./reading-messages.ts";

// A thread's first file: code that was compiled for an earlier start is to serve all that it loads.
const { compileCache } = workerData as ThreadSettings;
if (compileCache !== null) enableCompileCache(compileCache);
const { serveReadings } = await import("./serve-readings.ts");
await serveReadings();
