import { readFileSync } from "node:fs";

/** This program's version, as package.json says; it lies two folders up in the sources and in what is published. */
export const version: string = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
