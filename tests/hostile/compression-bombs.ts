import { Readable, type Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { constants, createBrotliCompress, createDeflate, gzipSync, zstdCompressSync } from "node:zlib";
import { frontPage, paperArticle } from "./crawl-hosts.ts";
import type { HostCall } from "./hostile-hosts.ts";
import type { SickHost } from "./sick-hosts.ts";

const MEGABYTES = 400;
const MEGABYTE = Buffer.alloc(1024 * 1024);

/** Four hundred megabytes of zeros, in each coding that is asked for. */
export async function packBombs(): Promise<Readonly<Record<string, Buffer>>> {
  const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } };
  return {
    gzip: Buffer.concat(Array(MEGABYTES).fill(gzipSync(MEGABYTE))),
    deflate: await packed(createDeflate({ level: 1 })),
    br: await packed(createBrotliCompress(quickBrotli)),
    zstd: Buffer.concat(Array(MEGABYTES).fill(zstdCompressSync(MEGABYTE))),
  };
}

const packed = (through: Transform): Promise<Buffer> =>
  buffer(Readable.from(Array(MEGABYTES).fill(MEGABYTE)).pipe(through));

type Place = (call: HostCall, bomb: () => void) => void;

/** Where a bomb may lie. Beside it stands one right article, which must come out. */
const places: Readonly<Record<string, Place>> = {
  page: (call, bomb) => {
    if (call.path === "/nieuws/twee") bomb();
    else serveRest(call);
  },
  robots: (call, bomb) => {
    if (call.path === "/robots.txt") bomb();
    else serveRest(call);
  },
  sitemap: (call, bomb) => {
    if (call.path === "/robots.txt") call.text(`Sitemap: http://${call.host}/kaart.xml\n`);
    else if (call.path === "/kaart.xml") bomb();
    else serveRest(call);
  },
  redirect: (call, bomb) => {
    if (call.path === "/nieuws/twee") bomb();
    else serveRest(call);
  },
};

/** A host for each coding and place. `bombs` may come later than the hosts are named. */
export function bombHosts(bombs: () => Readonly<Record<string, Buffer>>): SickHost[] {
  return ["gzip", "deflate", "br", "zstd"].flatMap((coding) =>
    Object.entries(places).map(([place, serve]) => ({
      name: `bom-${coding}-${place}`,
      serve: (call: HostCall) =>
        serve(call, () =>
          call.html(bombs()[coding] as Buffer, place === "redirect" ? 302 : 200, {
            "content-encoding": coding,
            ...(place === "redirect" ? { location: "/nieuws/een" } : {}),
          }),
        ),
      records: 1,
      maxRequests: 6,
      // Through a start of its own, so that the sitemap is asked for.
      ...(place === "sitemap"
        ? {
            start: `  - sitemap: http://bom-${coding}-${place}.example/kaart.xml\n  - listing: http://bom-${coding}-${place}.example/`,
          }
        : {}),
    })),
  );
}

function serveRest(call: HostCall): void {
  if (call.path === "/robots.txt") call.text("", 404);
  else if (call.path === "/") call.html(frontPage(["/nieuws/een", "/nieuws/twee"]));
  else if (call.path === "/nieuws/een") call.html(paperArticle("Artikel een"));
  else call.html("niet hier", 404);
}
