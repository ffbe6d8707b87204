// The floor: every listing and article is fetched with undici, its body thrown away.  node floor.ts ORIGIN
import { Agent, request } from "undici";

const origin = process.argv[2] as string;
const dispatcher = new Agent({ connections: 16 });
const paths: string[] = [];
for (let next: string | undefined = "/nieuws?page=0"; next !== undefined; ) {
  const html: string = await (await request(origin + next, { dispatcher })).body.text();
  for (const [, path = ""] of html.matchAll(/class="card__link" href="([^"]+)"/g)) paths.push(path);
  next = /class="pager__next" rel="next" href="[^"]*?(\/nieuws[^"]*)"/.exec(html)?.[1];
}
const worker = async () => {
  for (let path = paths.pop(); path !== undefined; path = paths.pop())
    await (await request(origin + path, { dispatcher })).body.dump({ limit: 10_000_000 });
};
await Promise.all(Array.from({ length: 16 }, worker));
await dispatcher.close();
