import { isDeepStrictEqual } from "node:util";
import { readFamilies, resultOf } from "./family.ts";
import { fieldsOf } from "./family-fields.ts";
import { walk } from "./family-walk.ts";

/** Run in a process of its own, whose zone is set from outside: prints what differs from the truth, as JSON. */
const wrong: string[] = [];
let compared = 0;
for (const family of await readFamilies()) {
  for (const article of family.articles) {
    const found = fieldsOf(await resultOf(family, article));
    for (const [field, value] of fieldsOf(article.golden)) {
      compared++;
      if (!isDeepStrictEqual(found.get(field), value)) wrong.push(`${family.name} ${article.name}: ${field}`);
    }
  }
  for (const row of family.rows) {
    compared++;
    const { articles } = walk(family, row.start);
    if (
      !isDeepStrictEqual(
        articles.map(({ url }) => url),
        row.articles,
      )
    )
      wrong.push(`${family.name} ${row.start}`);
  }
}
const hour = new Date("2018-01-25T13:05:00Z").getHours();
process.stdout.write(JSON.stringify({ hour, compared, wrong }));
