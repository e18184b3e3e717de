// Texts are dealt like cards: none comes twice before all that fit have come.
import type { Deal, Verbatim } from "./answer-survey.ts";
import type { Random } from "./random.ts";

export function createDeal(random: Random): Deal {
  const dealt = new Map<Verbatim, number>();
  return (texts) => {
    const fewest = Math.min(...texts.map((text) => dealt.get(text) ?? 0));
    const text = random.pick(texts.filter((each) => (dealt.get(each) ?? 0) === fewest));
    if (text) dealt.set(text, fewest + 1);
    return text;
  };
}
