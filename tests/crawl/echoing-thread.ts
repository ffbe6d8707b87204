import { type MessagePort, parentPort } from "node:worker_threads";
import type { FromThread, ToThread } from "../../src/crawl/reading-messages.ts";
import { noReadings } from "../../src/crawl/reading-watch.ts";

/** A thread that reads nothing, and gives back what it was told; of a page called "differs" it says that the two readings differed. */
const port = parentPort as MessagePort;
const tell = (message: FromThread) => port.postMessage(message);
port.on("message", (message: ToThread) => {
  if (message.kind !== "read") return;
  const { task, page, tally } = message;
  const differsAt = page.finalUrl.endsWith("differs") ? page.finalUrl : null;
  tell({
    ...{ kind: "read", task, tally: { ...noReadings, fast: 1, reasons: { because: 1 }, differsAt } },
    reading: {
      ...{ bytes: page.body.byteLength, notArticle: null, gaps: null },
      draft: { kind: "not-article", what: "empty", detail: JSON.stringify(tally) },
    },
  });
});
tell({ kind: "ready" });
