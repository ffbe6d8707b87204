import type { Json } from "../model/ledger.ts";
import { FactTable } from "./fact-table.ts";
import { openDatabaseForReading } from "./open-database.ts";

/** Who has the dataset open for writing, or had when it died. */
export interface Owner {
  readonly pid?: number;
  /** ISO 8601. */
  readonly since?: string;
}

/** Gone after a clean close: so where it is found on opening, the last process died. */
const OWNER = "owner";

export function setOwner(facts: FactTable, owner: Owner): void {
  facts.set(OWNER, { ...owner });
}

export function clearOwner(facts: FactTable): void {
  facts.delete(OWNER);
}

export function ownerIn(facts: FactTable): Owner | undefined {
  const value: Json | undefined = facts.get(OWNER);
  return typeof value === "object" && value !== null ? (value as Owner) : undefined;
}

/** The owner of a ledger that is open elsewhere; empty where it does not tell. */
export function ownerOf(ledgerPath: string): Owner {
  try {
    const database = openDatabaseForReading(ledgerPath);
    try {
      return ownerIn(new FactTable(database, "facts")) ?? {};
    } finally {
      database.close();
    }
  } catch {
    return {};
  }
}
