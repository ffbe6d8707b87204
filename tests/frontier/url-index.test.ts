import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { FactTable } from "../../src/frontier/fact-table.ts";
import { SCHEMA } from "../../src/frontier/schema.ts";
import { urlHash } from "../../src/frontier/url-hash.ts";
import { UrlIndex, UrlIndexReader } from "../../src/frontier/url-index.ts";

/** Hashes of which many collide, in an order without rhyme. */
const hashOf = (row: number) => (row * 7919) % 30_011;
const ROWS = 70_000;

it("finds every row by its hash while rows come in, through merges, collisions and crashes", () => {
  const database = new DatabaseSync(":memory:");
  database.exec(SCHEMA);
  const facts = new FactTable(database, "facts");
  const insert = database.prepare(
    `INSERT INTO requests (id, hash, queue, kind, state, turn, reason, depth, priority, url) VALUES (?, ?, 1, 1, 0, 2, 0, 0, 0, '')`,
  );
  let index = new UrlIndex(database, facts);
  database.exec("BEGIN");
  for (let row = 1; row <= ROWS; row++) {
    insert.run(row, hashOf(row));
    index.add(hashOf(row), row);
    if (row % 700 === 0) index.save();
    // Nothing of what is in memory outlives a crash.
    if (row % 17_000 === 0) index = new UrlIndex(database, facts);
    if (row % 5003 === 0) checkUpTo(row);
  }
  checkUpTo(ROWS);
  database.exec("COMMIT");
  expect(Number(database.prepare("SELECT count(*) AS n FROM seen").get()?.n)).toBeGreaterThan(20_000);

  function checkUpTo(row: number): void {
    const reader = new UrlIndexReader(database, facts);
    for (let back = 0; back < row; back += Math.ceil(row / 50)) {
      const hash = hashOf(row - back);
      const rows = Array.from({ length: row }, (_, i) => i + 1).filter((other) => hashOf(other) === hash);
      expect([...new Set(index.rowsOf(hash))].toSorted((a, b) => a - b)).toEqual(rows);
      if (back % 7 === 0) expect(reader.rowsOf(hash).toSorted((a, b) => a - b)).toEqual(rows);
    }
    expect(index.rowsOf(-1)).toEqual([]);
  }
});

it("gives hashes that fit six bytes and differ", () => {
  const hashes = Array.from({ length: 1000 }, (_, i) => urlHash(`https://courant.example/${i}`));
  expect(new Set(hashes).size).toBe(1000);
  expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0 && hash < 2 ** 47)).toBe(true);
});
