import { type MessagePort, parentPort } from "node:worker_threads";
import type { ToThread } from "../../src/crawl/reading-messages.ts";
import { serveReadings } from "../../src/crawl/serve-readings.ts";

/** What becomes of a thread that reads a page whose address ends so. */
const POISONS: Readonly<Record<string, () => never>> = {
  hangs: () => {
    for (;;);
  },
  grows: () => {
    const kept: unknown[] = [];
    for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
  },
  ends: () => process.exit(3),
};

/** A reading thread that some pages poison, once it has begun to read them. */
const port = parentPort as MessagePort;
const on = port.on.bind(port);
port.on = ((event: "message", take: (message: ToThread) => void) =>
  on(event, (message: ToThread) => {
    if (message.kind === "read") {
      const { finalUrl } = message.page;
      const poison = POISONS[finalUrl.slice(finalUrl.lastIndexOf("-") + 1)];
      if (poison !== undefined) Object.defineProperty(message.page, "finalUrl", { get: poison });
    }
    take(message);
  })) as typeof port.on;
await serveReadings();
