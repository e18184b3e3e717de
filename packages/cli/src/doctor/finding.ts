/** One thing that the doctor has looked at: a sentence, and where something is wrong, with the remedy. */
export interface Finding {
  readonly isFine: boolean;
  readonly says: string;
}

export const fine = (says: string): Finding => ({ isFine: true, says });
export const wrong = (what: string, remedy: string): Finding => ({ isFine: false, says: `${what}: ${remedy}.` });
