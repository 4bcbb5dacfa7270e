/** What a check found. */
export interface Finding {
  /** What was checked, in a word or two. */
  name: string;
  /** `note`: works, but worth knowing. */
  status: 'ok' | 'note' | 'problem';
  found: string;
  /** What to do, as a sentence. */
  advice?: string;
}

/** A check. It may say several things, or nothing where it does not apply. */
export type Check = () => Promise<Finding[]> | Finding[];

export const ok = (name: string, found: string): Finding => ({ name, status: 'ok', found });
export const note = (name: string, found: string, advice?: string): Finding => ({
  name,
  status: 'note',
  found,
  ...(advice !== undefined && { advice }),
});
/** `advice` may be left out where what was found says what to do. */
export const problem = (name: string, found: string, advice?: string): Finding => ({
  name,
  status: 'problem',
  found,
  ...(advice !== undefined && { advice }),
});
