// Words of others inside sentences of ours: their direction of writing must not turn ours around.

/** Signs that steer direction beyond the text they stand in. */
const STEERING = /[\u202a-\u202e\u2066-\u2069]/g;
/** Letters written from right to left. */
const LEFTWARDS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** The text without steering signs, and where it runs to the left between the two that keep it apart (UAX 9, FSI and PDI). */
export const isolate = (text: string): string => {
  const plain = text.replace(STEERING, "");
  return LEFTWARDS.test(plain) ? `\u2068${plain}\u2069` : plain;
};
