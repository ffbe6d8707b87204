import type { PageTools } from "./page/page-tools.ts";
import { PAGE_TOOLS } from "./page/page-tools.ts";
import type { Tab } from "./tab.ts";
import type { DocumentWatch } from "./watch-document.ts";

/** Calls one of the `PageTools` in the page's main frame. */
export type UsePage = <Name extends keyof PageTools>(
  tool: Name,
  ...parameters: Parameters<PageTools[Name]>
) => Promise<Awaited<ReturnType<PageTools[Name]>>>;

/** The page threw while a tool looked at it, or the tool found that it must not go on. */
export class PageToolError extends Error {
  override readonly name = "PageToolError";
}

/** How long a document that goes away may take until the next one has come. */
const LEAVE_MS = 5000;

/**
 * The tools run in a world of their own: they see the page's tree, while nothing that the page's scripts changed about the language or the DOM
 * reaches them. Where the page goes on to another document meanwhile, the call is made again there.
 */
export function usePageOf(tab: Tab, watch: DocumentWatch): UsePage {
  let world: { readonly serial: number; readonly id: number } | undefined;
  const enter = async () => {
    if (world?.serial === watch.serial) return world;
    const { serial } = watch;
    const { executionContextId } = await tab.cdp.send("Page.createIsolatedWorld", {
      frameId: tab.mainFrameId,
      worldName: "oogst",
    });
    world = { serial, id: executionContextId };
    // What is sent after it finds the tools there.
    tab.cdp
      .send("Runtime.evaluate", { contextId: executionContextId, expression: `void ${PAGE_TOOLS}` })
      .catch(() => undefined);
    return world;
  };
  const call = async (expression: string) => {
    const { id } = await enter();
    const { result, exceptionDetails } = await tab.cdp.send("Runtime.evaluate", {
      contextId: id,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new PageToolError((exceptionDetails.exception?.description ?? exceptionDetails.text).split("\n")[0]);
    return result.value;
  };
  return async (tool, ...parameters) => {
    const expression = `oogst.${tool}(...${JSON.stringify(parameters)})`;
    for (;;) {
      const { serial } = watch;
      try {
        return await call(expression);
      } catch (error) {
        if (error instanceof PageToolError || tab.isBroken) throw error;
        world = undefined;
        const left = watch.until((now) => now.serial !== serial && now.isParsed);
        const isLeft = await Promise.race([
          left.then(() => true),
          new Promise((resolve) => setTimeout(resolve, LEAVE_MS)),
        ]);
        if (isLeft !== true) throw error;
      }
    }
  };
}
