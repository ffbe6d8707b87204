import { DATE_TABLES, summary } from "./date-rows.ts";

// Run under several TZ: the first line shows the process's own zone at work, the others must not depend on it.
console.log(new Date(2018, 0, 25, 14, 5).toISOString());
for (const { context, rows } of DATE_TABLES) for (const [text] of rows) console.log(summary(text, context));
