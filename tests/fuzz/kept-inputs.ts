import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fuzzers } from "./fuzzers.ts";
import { mutated } from "./mutate.ts";

/** An input that once failed: tried first by every run of its fuzzer. */
export interface KeptInput {
  readonly seed: number;
  readonly input: string;
}

const FOLDER = join(import.meta.dirname, "seeds");
/** A longer one is kept by its seed alone. */
const MAX_KEPT_LENGTH = 400_000;

/** Fuzzers that have kept inputs. */
export const fuzzersWithKept = (folder = FOLDER): string[] => (existsSync(folder) ? readdirSync(folder) : []);

export function keptInputs(name: string, folder = FOLDER): KeptInput[] {
  const own = join(folder, name);
  if (!existsSync(own)) return [];
  return readdirSync(own)
    .toSorted()
    .map((file) => {
      const { seed, input } = JSON.parse(readFileSync(join(own, file), "utf8")) as { seed: number; input?: string };
      return { seed, input: input ?? inputOf(name, seed) };
    });
}

/** Keeps what this seed gives now, so that it stays the same when the corpus changes. Gives the file's path. */
export function keepInput(name: string, seed: number, folder = FOLDER): string {
  const input = inputOf(name, seed);
  const own = join(folder, name);
  const path = join(own, `${seed}.json`);
  if (existsSync(path)) return path;
  mkdirSync(own, { recursive: true });
  writeFileSync(path, `${JSON.stringify(input.length > MAX_KEPT_LENGTH ? { seed } : { seed, input }, null, 2)}\n`);
  return path;
}

/** The input of a seed, the same whenever it is asked for. */
export function inputOf(name: string, seed: number): string {
  const fuzzer = fuzzers[name];
  if (fuzzer === undefined)
    throw new Error(`no fuzzer is called ${name}; there are ${Object.keys(fuzzers).join(", ")}`);
  return mutated(fuzzer.corpus, fuzzer.words, seed);
}
