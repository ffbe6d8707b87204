import type { Command } from "commander";

/** One file a command; a file is read only when its command, or the whole help, is asked for. */
export const COMMANDS: Readonly<Record<string, () => Promise<{ define(program: Command): void }>>> = {
  crawl: () => import("./crawl.ts"),
  extract: () => import("./extract.ts"),
  new: () => import("./new.ts"),
  "record-example": () => import("./record-example.ts"),
  replay: () => import("./replay.ts"),
  export: () => import("./export.ts"),
  diff: () => import("./diff.ts"),
  erase: () => import("./erase.ts"),
  check: () => import("./check.ts"),
  explain: () => import("./explain.ts"),
  schedule: () => import("./schedule.ts"),
  schema: () => import("./schema.ts"),
  demo: () => import("./demo.ts"),
  completion: () => import("./completion.ts"),
};
