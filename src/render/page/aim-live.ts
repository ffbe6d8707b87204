import type { LiveDocument, LiveElement, LiveNode } from "./live-dom.ts";
import type { PageTools } from "./page-tools.ts";
import type { LiveSelect } from "./select-live.ts";

/** Runs in the page; refers to nothing outside itself. */
export function aimLive(select: LiveSelect): Pick<PageTools, "aim" | "tick"> {
  const ticked = new WeakSet<LiveElement>();
  let last: LiveElement | undefined;

  const isUsable = (element: LiveElement): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return (
      width > 0 &&
      height > 0 &&
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      element.disabled !== true &&
      element.getAttribute("aria-disabled") !== "true"
    );
  };

  const wordsOf = (element: LiveElement): string => {
    const spoken = [
      element.getAttribute("aria-label"),
      element.textContent,
      typeof element.value === "string" ? element.value : null,
      element.getAttribute("title"),
    ].filter((words) => words !== null && words.trim() !== "");
    // A button that shows only a sign still has a name in the markup.
    const named = [element.getAttribute("id"), element.getAttribute("class"), element.getAttribute("name")];
    const words =
      spoken.length > 0 ? spoken.join(" ") : named.join(" ").replace(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})/gu, " ");
    return words.replace(/\s+/g, " ").trim().slice(0, 500);
  };

  /** What a click at the point would hit, through shadow roots. */
  const hitAt = (document: LiveDocument, x: number, y: number): LiveElement | null => {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit; inner !== null && inner.shadowRoot !== null; ) {
      inner = inner.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    return hit;
  };

  const isWithin = (node: LiveNode | null, element: LiveElement): boolean => {
    for (let at = node; at !== null; at = select.parentOf(at)) if (at === element) return true;
    return false;
  };

  return {
    tick() {
      if (last !== undefined) ticked.add(last);
    },
    aim(selector, isFresh) {
      const element = select.all(selector).find((found) => !(isFresh && ticked.has(found)) && isUsable(found));
      if (element === undefined) return null;
      last = element;
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const box = element.getBoundingClientRect();
      let x = box.left + box.width / 2;
      let y = box.top + box.height / 2;
      const hit = hitAt(element.ownerDocument, x, y);
      const isReached = hit === null || isWithin(hit, element) || isWithin(element, hit);
      const coveredBy = isReached ? null : `${hit.localName} ${wordsOf(hit).slice(0, 60)}`.trim();
      for (let frame = element.ownerDocument.defaultView?.frameElement ?? null; frame !== null; ) {
        const around = frame.getBoundingClientRect();
        x += around.left + frame.clientLeft;
        y += around.top + frame.clientTop;
        frame = frame.ownerDocument.defaultView?.frameElement ?? null;
      }
      const size = select.roots().reduce((sum, root) => sum + [...root.querySelectorAll("*")].length, 0);
      return { x, y, words: wordsOf(element), coveredBy, size };
    },
  };
}
