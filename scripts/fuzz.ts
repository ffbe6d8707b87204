// Feeds broken texts to every reader of strangers' texts, a while each.
//   npm run fuzz                                a minute each, a new seed
//   npm run fuzz -- --seconds 5 --seed 12 --only html
//   npm run fuzz -- --only html --one 4711      one input again, by the seed that failed; `--print` shows it
import { parseArgs } from "node:util";
import { fuzz } from "../tests/fuzz/fuzz.ts";
import { fuzzers } from "../tests/fuzz/fuzzers.ts";
import { mutated } from "../tests/fuzz/mutate.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    only: { type: "string" },
    one: { type: "string" },
    print: { type: "boolean", default: false },
  },
});
const names = values.only === undefined ? Object.keys(fuzzers) : [values.only];
let isGood = true;
for (const name of names) {
  const fuzzer = fuzzers[name];
  if (fuzzer === undefined)
    throw new Error(`no fuzzer is called ${name}; there are ${Object.keys(fuzzers).join(", ")}`);
  if (values.print && values.one !== undefined) console.log(mutated(fuzzer.corpus, fuzzer.words, Number(values.one)));
  const { inputs, failures, slowest, grownBytes } = await fuzz(
    name,
    values.one === undefined
      ? { seed: Number(values.seed), seconds: Number(values.seconds) }
      : { seed: Number(values.one), seconds: 60, count: 1 },
  );
  console.log(
    `${name.padEnd(17)} ${String(inputs).padStart(8)} inputs, slowest ${Math.round(slowest.milliseconds)} ms (seed ${slowest.seed}), heap ${(grownBytes / 1024 / 1024).toFixed(1)} MiB more`,
  );
  for (const { seed, message } of failures) console.log(`  seed ${seed}: ${message}`);
  if (failures.length > 0) isGood = false;
}
if (!isGood) console.log("Mend, and keep the seeds in tests/fuzz/seeds.json.");
process.exitCode = isGood ? 0 : 1;
