import type { DatabaseSync, StatementSync } from "node:sqlite";

/** What `counts.ts` has room for. */
const MOST_WORDS = 65_535;

/** Words that stand in rows as small numbers: names of sites, reasons. All of them are in memory, so they must be few. */
export class WordTable {
  readonly #insert: StatementSync;
  readonly #ids = new Map<string, number>();
  readonly #words = new Map<number, string>();

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare("INSERT INTO words (id, word) VALUES (?, ?)");
    for (const row of database.prepare("SELECT id, word FROM words").all())
      this.#remember(Number(row.id), String(row.word));
  }

  /** The word's number; a new word gets one. */
  idOf(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#ids.size + 1;
    if (id > MOST_WORDS)
      throw new RangeError(`more than ${MOST_WORDS} different sites and reasons, the last ${JSON.stringify(word)}`);
    this.#insert.run(id, word);
    this.#remember(id, word);
    return id;
  }

  find(word: string): number | undefined {
    return this.#ids.get(word);
  }

  wordOf(id: number): string {
    const word = this.#words.get(id);
    if (word === undefined) throw new Error(`the ledger holds no word ${id}`);
    return word;
  }

  #remember(id: number, word: string): void {
    this.#ids.set(word, id);
    this.#words.set(id, word);
  }
}
