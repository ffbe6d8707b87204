/**
 * Tells of each line whether it is the last revision of its article, once it has seen all of them. Keeps only the articles that have
 * more than one revision, which are few.
 */
export function createLastRevisions(): { see(line: string): void; isLast(line: string): boolean } {
  const last = new Map<string, number>();
  return {
    see(line) {
      const { id, revision } = identityOf(line);
      if (revision > (last.get(id) ?? 1)) last.set(id, revision);
    },
    isLast(line) {
      const { id, revision } = identityOf(line);
      return revision === (last.get(id) ?? 1);
    },
  };
}

/** Read off the line without parsing it: within a JSON text a quotation mark is escaped, so these can only be the record's own keys. */
function identityOf(line: string): { readonly id: string; readonly revision: number } {
  const id = /^\{"schemaVersion":\d+,"id":"([^"]*)"/.exec(line)?.[1];
  const revision = /,"revision":(\d+),"contentHash":"/.exec(line)?.[1];
  if (id !== undefined && revision !== undefined) return { id, revision: Number(revision) };
  const record = JSON.parse(line);
  if (typeof record?.id !== "string") throw new TypeError("a record has an id");
  return { id: record.id, revision: record.revision };
}
