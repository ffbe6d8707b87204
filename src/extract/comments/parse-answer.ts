/** JSON as sources send it, or `undefined`: also behind a guard against inclusion as a script, or in the call of a function (JSONP). */
export function parseAnswer(text: string): unknown {
  const bare = text.replace(/^\ufeff/, "").trim();
  const guarded = bare.replace(/^(?:\)\]\}'?,?|while\s*\(1\);?|for\s*\(;;\);?)\s*/, "");
  const call = /^(?:\/\*.{0,20}?\*\/)?\s*[\w$.]{1,100}\s*\((.*)\)\s*;?$/s.exec(bare)?.[1];
  for (const candidate of [bare, guarded, call]) {
    if (candidate === undefined || !/^[[{]/.test(candidate.trimStart())) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      // The next form is tried.
    }
  }
  return undefined;
}
