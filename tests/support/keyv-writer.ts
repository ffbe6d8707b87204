/** A process of its own that sets COUNT keys, one by one: `keyv-writer.ts PATH NAME COUNT`. */
import { KeyvSqlite } from "../../src/config/keyv-sqlite.ts";

const [path = "", name = "", count = "0"] = process.argv.slice(2);
const store = new KeyvSqlite({ path });
for (let index = 0; index < Number(count); index += 1) await store.set(`${name}:${index}`, "x".repeat(1000));
await store.disconnect();
