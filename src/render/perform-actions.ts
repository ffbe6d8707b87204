import { printable } from "../model/printable.ts";
import type { Action } from "../model/site.ts";
import { agrees } from "./agrees.ts";
import type { ActionNote } from "./render-notes.ts";
import { PageToolError, type UsePage } from "./use-page.ts";

/** What actions need of the visit they belong to. */
export interface Stage {
  readonly use: UsePage;
  click(x: number, y: number): Promise<void>;
  /** Resolves when the page has come to rest after something was done, not before `leastMs`. */
  settle(leastMs: number): Promise<void>;
  /** Time that passed for the page, waiting for hosts' turns left out. */
  nowMs(): number;
  /** True when the rest of the visit's time is needed to read the page. */
  isLate(): boolean;
  /** Requests the page has made so far. */
  asked(): number;
}

/** A dialog that a script brings is there by then. */
const DIALOG_MS = 1000;
/** Waits are cut in pieces, so that time spent waiting for a host's turn can be left out of them. */
const SLICE_MS = 500;
const COVER_TRIES = 3;
/** Clicks without any effect after which a button is left alone. */
const VAIN_CLICKS = 3;

/** Does what a site file says, in order. What cannot be done is noted and costs the page nothing but what it would have brought. */
export async function performActions(actions: readonly Action[], stage: Stage, notes: ActionNote[]): Promise<void> {
  for (const [index, action] of actions.entries()) {
    if (stage.isLate()) {
      notes.push({ action: nameOf(action), times: 0, trouble: "no time was left for it" });
      continue;
    }
    if (index > 0 || !("waitFor" in action)) await stage.settle(0);
    try {
      notes.push(await perform(action, stage));
    } catch (error) {
      // A selector that the browser does not know, mostly.
      if (!(error instanceof PageToolError)) throw error;
      notes.push({ action: nameOf(action), times: 0, trouble: printable(error.message) });
    }
  }
}

function perform(action: Action, stage: Stage): Promise<ActionNote> {
  const name = nameOf(action);
  if ("waitFor" in action) return waitFor(name, action.waitFor, action.timeoutMs, stage);
  if ("click" in action)
    return click(
      name,
      { ...action, selector: action.click, isFresh: false, times: action.untilGone ? action.times : 1 },
      stage,
    );
  if ("open" in action) return click(name, { ...action, selector: action.open, isFresh: true }, stage);
  if ("scroll" in action) return scroll(name, action, stage);
  return refuse(name, action.refuse, stage);
}

async function waitFor(action: string, selector: string, timeoutMs: number, stage: Stage): Promise<ActionNote> {
  const untilMs = stage.nowMs() + timeoutMs;
  for (;;) {
    const leftMs = Math.max(0, untilMs - stage.nowMs());
    if (await stage.use("waitFor", selector, Math.min(leftMs, SLICE_MS))) return { action, times: 1, trouble: null };
    if (leftMs <= SLICE_MS) return { action, times: 0, trouble: `nothing matched within ${timeoutMs} ms` };
    if (stage.isLate()) return { action, times: 0, trouble: "the visit's time was up" };
  }
}

interface Clicks {
  readonly selector: string;
  readonly times: number;
  readonly pauseMs: number;
  readonly isFresh: boolean;
}

async function click(action: string, { selector, times, pauseMs, isFresh }: Clicks, stage: Stage): Promise<ActionNote> {
  let made = 0;
  let vain = 0;
  let before: { readonly asked: number; readonly size: number } | undefined;
  while (made < times) {
    if (stage.isLate()) return { action, times: made, trouble: "the visit's time was up" };
    const target = await aim(selector, isFresh, stage);
    if (target === null) break;
    if (isFresh) await stage.use("tick");
    if (typeof target === "string") {
      // Of many, one that must not be clicked is passed by.
      if (isFresh) continue;
      return { action, times: made, trouble: target };
    }
    const isVain = before !== undefined && stage.asked() === before.asked && target.size === before.size;
    vain = isVain ? vain + 1 : 0;
    if (vain >= VAIN_CLICKS && !isFresh)
      return { action, times: made, trouble: `${VAIN_CLICKS} clicks changed nothing` };
    before = { asked: stage.asked(), size: target.size };
    await stage.click(target.x, target.y);
    made += 1;
    await stage.settle(pauseMs);
  }
  return { action, times: made, trouble: null };
}

/** Where to click; null where nothing is left to click, and the reason where something is and must not or cannot be clicked. */
async function aim(selector: string, isFresh: boolean, stage: Stage) {
  for (let tries = 1; ; tries++) {
    const target = await stage.use("aim", selector, isFresh);
    if (target === null) return null;
    if (agrees(target.words)) return `not clicked, for it agrees: ${printable(target.words, 80)}`;
    if (target.coveredBy === null) return target;
    if (tries === COVER_TRIES) return `not clicked, for it lies under ${printable(target.coveredBy, 80)}`;
    await stage.settle(200);
  }
}

async function scroll(
  action: string,
  { times, pauseMs }: { readonly times: number; readonly pauseMs: number },
  stage: Stage,
): Promise<ActionNote> {
  let height = -1;
  for (let steps = 1; steps <= times; steps++) {
    if (stage.isLate()) return { action, times: steps - 1, trouble: "the visit's time was up" };
    const before = stage.asked();
    const now = await stage.use("scroll");
    await stage.settle(pauseMs);
    if (now === height && stage.asked() === before) return { action, times: steps, trouble: null };
    height = now;
  }
  return { action, times, trouble: "the page went on growing" };
}

async function refuse(action: string, selector: string, stage: Stage): Promise<ActionNote> {
  if (!(await stage.use("waitFor", selector, DIALOG_MS))) return { action, times: 0, trouble: null };
  return click(action, { selector, times: 1, pauseMs: 0, isFresh: false }, stage);
}

function nameOf(action: Action): string {
  const [verb, value] = Object.entries(action)[0] ?? ["", ""];
  return `${verb} ${value}`;
}
