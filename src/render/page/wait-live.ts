import type { LiveDocument, LiveElement, LiveNode } from "./live-dom.ts";
import type { PageTools } from "./page-tools.ts";
import type { LiveSelect } from "./select-live.ts";

declare const document: LiveDocument;
declare const MutationObserver: new (
  changed: () => void,
) => { observe(node: LiveNode, what: Record<string, boolean>): void; disconnect(): void };

/** Runs in the page; refers to nothing outside itself. */
export function waitLive(select: LiveSelect): Pick<PageTools, "waitFor" | "quiet"> {
  return {
    async waitFor(selector, ms) {
      const untilMs = performance.now() + ms;
      // Observers do not see into shadow roots that are yet to come, so it is looked again and again.
      for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.5, 200)) {
        if (select.all(selector).length > 0) return true;
        const leftMs = untilMs - performance.now();
        if (leftMs <= 0) return false;
        await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, leftMs)));
      }
    },
    quiet(idleMs, maxMs) {
      return new Promise((resolve) => {
        let timer: ReturnType<typeof setTimeout>;
        const end = () => {
          observer.disconnect();
          clearTimeout(timer);
          clearTimeout(last);
          resolve();
        };
        const restart = () => {
          clearTimeout(timer);
          timer = setTimeout(end, idleMs);
        };
        const observer = new MutationObserver(restart);
        for (const root of select.roots())
          observer.observe(root, { subtree: true, childList: true, characterData: true });
        const last = setTimeout(end, maxMs);
        restart();
      });
    },
  };
}

/** Runs in the page; refers to nothing outside itself. */
export function scrollLive(select: LiveSelect): Pick<PageTools, "scroll"> {
  /** The page itself and, where a page scrolls within an element of its own, the largest such element. */
  const scrollables = (): LiveElement[] => {
    const page = document.scrollingElement ?? document.documentElement;
    let largest: LiveElement | undefined;
    for (const root of select.roots())
      for (const element of root.querySelectorAll("main, section, article, div, ul, ol")) {
        if (element.scrollHeight < element.clientHeight + 50 || element.clientHeight < 200) continue;
        const overflow = element.ownerDocument.defaultView?.getComputedStyle(element).overflowY;
        if (overflow !== "auto" && overflow !== "scroll") continue;
        const area = (found: LiveElement) => found.clientHeight * found.clientWidth;
        if (largest === undefined || area(element) > area(largest)) largest = element;
      }
    return [page, largest].filter((element) => element !== undefined && element !== null);
  };
  return {
    async scroll() {
      let height = 0;
      for (const element of scrollables()) {
        const stepPixels = Math.max(200, Math.floor(element.clientHeight * 0.9));
        // A page that grows while it is scrolled is gone through as it was; the next round finds the rest.
        const untilPixels = element.scrollHeight;
        for (let steps = 0; steps < 100 && element.scrollTop < untilPixels; steps++) {
          const before = element.scrollTop;
          element.scrollTop = before + stepPixels;
          // Long enough for a frame to be drawn, which is when the page learns what is in sight.
          await new Promise((resolve) => setTimeout(resolve, 25));
          if (element.scrollTop <= before) break;
        }
        height += element.scrollHeight;
      }
      return height;
    },
  };
}
