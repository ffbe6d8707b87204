import type { Replay } from "../archive/archive.ts";
import { parseTdmRep, type TdmFiles, type TdmRule } from "../robots/robots.ts";

interface ArchivedTdm {
  /** The files as they were when the visit that stands at this place ended. */
  at(place: { readonly fileNumber: number; readonly offset: number }): TdmFiles;
}

const TDM_FILE_PATH = "/.well-known/tdmrep.json";

/** Each origin's TDM file as an archive has it, by where one stands in it: of several copies the last before that place counts. */
export function archivedTdm(replay: Replay): ArchivedTdm {
  const copies = new Map<string, Promise<readonly Copy[]>>();
  return {
    at: (here) => ({
      async rulesFor(url) {
        const { origin } = new URL(url);
        const known = copies.get(origin) ?? copiesOf(origin, replay);
        copies.set(origin, known);
        const last = (await known).findLast(
          ({ fileNumber, offset }) =>
            fileNumber < here.fileNumber || (fileNumber === here.fileNumber && offset < here.offset),
        );
        return last?.rules ?? [];
      },
    }),
  };
}

interface Copy {
  readonly fileNumber: number;
  readonly offset: number;
  readonly rules: readonly TdmRule[];
}

/** What an origin reserved stays reserved while it cannot be asked: a copy that is a server's error says what the one before said. */
async function copiesOf(origin: string, replay: Replay): Promise<Copy[]> {
  const copies: Copy[] = [];
  for (const capture of await replay.captures(`${origin}${TDM_FILE_PATH}`)) {
    const page = await replay.pageAt(capture);
    if (page === null || page.status >= 500 || page.status === 429) continue;
    const isThere = page.status >= 200 && page.status <= 299;
    const { fileNumber, offset } = capture;
    copies.push({ fileNumber, offset, rules: isThere ? parseTdmRep(new TextDecoder().decode(page.body)) : [] });
  }
  return copies;
}
