import { readdirSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { processTree } from "../../bench/render/process-tree.ts";
import { hasBrowser, NO_BROWSER, renderFrom, scripted, servePages, textOf } from "./page-server.ts";

const isLinux = process.platform === "linux";

// bench/render/soak.ts is the long form of this.
// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(!hasBrowser || !isLinux)(
  `many pages in one run${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}${isLinux ? "" : " (skipped: only Linux shows processes in /proc)"}`,
  () => {
    it("leave processes and open files as they were, also across tabs and browsers that are replaced", async () => {
      const site = await servePages({
        "/pagina": scripted(
          "fetch('/api?' + Math.random()).then((r) => r.text()).then((t) => document.querySelector('#doel').textContent = t)",
          '<div id=doel></div><iframe src="/kader"></iframe>',
        ),
        "/api": '"er"',
        "/kader": "<p>kader</p>",
      });
      const rendering = renderFrom(site, { maxTabs: 2, tabPages: 10, browserPages: 24, quietMs: 20 });
      const before = processTree(process.pid).processes;
      const processes: number[] = [];
      const files: number[] = [];
      try {
        for (let round = 0; round < 9; round++) {
          const pages = await Promise.all(Array.from({ length: 4 }, () => rendering.get("/pagina")));
          for (const page of pages) expect(textOf(page)).toContain('<div id="doel">"er"</div>');
          processes.push(processTree(process.pid).processes - before);
          files.push(readdirSync("/proc/self/fd").length);
        }
      } finally {
        await rendering.close();
        await site.close();
      }
      // While a browser is replaced, there may be two.
      expect(Math.max(...processes.slice(5))).toBeLessThanOrEqual(Math.max(...processes.slice(0, 5)) * 2);
      expect(Math.max(...files.slice(5))).toBeLessThanOrEqual(Math.max(...files.slice(0, 5)) + 10);
      await expect.poll(() => processTree(process.pid).processes - before, { timeout: 5000 }).toBeLessThanOrEqual(0);
    });
  },
);
