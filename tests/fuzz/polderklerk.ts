import { readFileSync } from "node:fs";

/** The site file of the magazine that comes with Oogst. */
export const POLDERKLERK = readFileSync(new URL("../../selectors/polderklerk.yaml", import.meta.url), "utf8");
