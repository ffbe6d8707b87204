import { type Chance, chanceFrom } from "../../src/demo/random.ts";

/** One input, the same for the same seed: a text of the corpus with a few things done to it. */
export function mutated(corpus: readonly string[], words: readonly string[], seed: number): string {
  const chance = chanceFrom(seed);
  let text = chance.pick(corpus);
  for (let left = chance.between(1, 6); left > 0; left--)
    text = change(text, corpus, words, chance).slice(0, MAX_LENGTH);
  return text;
}

const MAX_LENGTH = 2_000_000;

function change(text: string, corpus: readonly string[], words: readonly string[], chance: Chance): string {
  const at = chance.between(0, text.length);
  const end = Math.min(text.length, at + chance.between(0, 400));
  const [before, middle, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  const word = chance.pick(words);
  switch (chance.between(0, 9)) {
    case 0:
      return before + after;
    case 1:
      return before + middle + middle + after;
    case 2:
      return before + word + middle + after;
    case 3:
      return before + word.repeat(chance.between(1, chance.between(1, 20) === 1 ? 20_000 : 60)) + after;
    case 4:
      return before + String.fromCharCode(chance.between(0, chance.between(0, 3) === 0 ? 0xffff : 0x7f)) + after;
    case 5:
      return before;
    case 6: {
      const other = chance.pick(corpus);
      const from = chance.between(0, other.length);
      return before + other.slice(from, from + chance.between(0, 3000)) + after;
    }
    case 7:
      return before + middle.split("").toReversed().join("") + after;
    case 8:
      return text.replaceAll(middle.slice(0, 3) || " ", word).slice(0, MAX_LENGTH);
    default:
      return word + before + after + word;
  }
}
