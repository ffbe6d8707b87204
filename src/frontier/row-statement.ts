import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

export type Row = readonly SQLOutputValue[];

/** A prepared SELECT whose rows are arrays in the order of its columns: half the cost of objects with names. */
export class RowStatement {
  readonly #statement: StatementSync;

  constructor(database: DatabaseSync, sql: string) {
    this.#statement = database.prepare(sql);
    this.#statement.setReturnArrays(true);
  }

  get(...values: SQLInputValue[]): Row | undefined {
    return this.#statement.get(...values) as unknown as Row | undefined;
  }

  all(...values: SQLInputValue[]): readonly Row[] {
    return this.#statement.all(...values) as unknown as readonly Row[];
  }

  iterate(...values: SQLInputValue[]): Iterable<Row> {
    return this.#statement.iterate(...values) as unknown as Iterable<Row>;
  }
}
