import { openLedger } from "../../src/frontier/ledger.ts";
import { ledgerSuite } from "./ledger-suite.ts";

ledgerSuite("the SQLite ledger", openLedger);
