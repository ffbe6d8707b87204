import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openLedger } from "../../src/frontier/ledger.ts";
import type { Claim, Ledger } from "../../src/model/ledger.ts";
import { createProjection, type Projection } from "../../src/write/projection.ts";
import { readStream } from "../../src/write/read-stream.ts";
import { claimAll, NOW, recordEnd, recordOf, requestTo, SITE, temporaryDirectory } from "../support/ledger-dataset.ts";
import { GatedFiles } from "../support/ledger-gated-files.ts";

const ARTICLES = 9;

type Step =
  | { readonly do: "claim" | "end"; readonly count: number }
  | { readonly do: "release" | "flush" | "write" | "close" | "crash" };

/** One dataset through its openings. A crash goes on with what the disk holds at that moment; the dead process's handles are closed at the end. */
class Life {
  readonly #root: string;
  readonly #dead: (() => Promise<void>)[] = [];
  readonly #files = new GatedFiles();
  #number = 0;
  #claims: Claim[] = [];
  #ledger!: Ledger;
  #projection!: Projection;

  constructor(root: string) {
    this.#root = root;
    mkdirSync(root);
  }

  get directory(): string {
    return join(this.#root, String(this.#number));
  }

  async open(): Promise<void> {
    const { directory } = this;
    const ledger = await openLedger({
      directory,
      nowMs: NOW,
      maxSegmentRecords: 3,
      commitAfterMs: 0,
      commitAfterEnds: 3,
    });
    const projection = await createProjection(ledger.outbox, directory, { maxBatchBytes: 100, files: this.#files });
    this.#ledger = ledger;
    this.#projection = projection;
    this.#claims = [];
    this.#dead.push(async () => {
      await projection.close();
      await ledger.close();
    });
    await ledger.add([requestTo("/0")], NOW);
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case "claim":
        this.#claims.push(...(await claimAll(this.#ledger, NOW + 1e6, [SITE], step.count)));
        break;
      case "end":
        // Not waited for: a crash may come before it is durable.
        for (const claim of this.#claims.splice(0, step.count)) void this.#end(claim).catch(() => {});
        break;
      case "release":
        await this.#ledger.release(this.#claims.splice(0));
        break;
      case "flush":
        await this.#ledger.flush();
        break;
      case "write":
        await this.#projection.flush();
        break;
      case "close":
        await this.#dead.pop()?.();
        await this.open();
        break;
      case "crash": {
        const before = this.directory;
        this.#number++;
        await this.#files.shut();
        cpSync(before, this.directory, { recursive: true });
        this.#files.reopen();
        await this.open();
      }
    }
  }

  /** Takes everything that is left to its end. */
  async finish(): Promise<void> {
    await this.take({ do: "end", count: ARTICLES });
    for (;;) {
      await this.take({ do: "claim", count: 2 });
      if (this.#claims.length === 0) break;
      await this.take({ do: "end", count: 2 });
    }
    await this.#ledger.flush();
    for (const close of this.#dead.toReversed()) await close();
  }

  /** Every page names the next one, and every third article has a twin under another URL. */
  async #end({ request }: Claim): Promise<void> {
    const number = Number(new URL(request.url).pathname.slice(1).split("-")[0]);
    const found = [requestTo(`/${number + 1}`), requestTo(`/${number}-twin`)].slice(0, number % 3 === 0 ? 2 : 1);
    const end = recordEnd(request, recordOf(`courant:${number}`), number + 1 < ARTICLES ? { found } : {});
    await this.#ledger.end(end);
  }
}

async function idsAt(directory: string): Promise<number[]> {
  const ids: number[] = [];
  if (!existsSync(directory)) return ids;
  for await (const { line } of readStream(directory, "articles"))
    ids.push(Number(JSON.parse(line).id.replace("courant:", "")));
  return ids;
}

it("no order of claims, ends, crashes and openings changes the dataset, nor takes back what a reader saw", async () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("claim", "end"), count: fc.integer({ min: 1, max: 4 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constantFrom("release", "flush", "write", "close", "crash", "crash") }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const life = new Life(temporaryDirectory());
      await life.open();
      let seen: number[] = [];
      for (const next of [...steps, undefined]) {
        if (next) await life.take(next);
        else await life.finish();
        const ids = await idsAt(life.directory);
        expect(ids.slice(0, seen.length)).toEqual(seen);
        seen = ids;
      }
      expect(seen.toSorted()).toEqual(Array.from({ length: ARTICLES }, (_, number) => number));
    }),
    { numRuns: 25 },
  );
}, 60_000);
