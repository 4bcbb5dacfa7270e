/** The options of a period, for the rows of commands. */
export const periodOptions = [
  { flags: '--from <time>', description: 'when the key begins, by the clock of the door' },
  { flags: '--until <time>', description: 'when the key ends, by the clock of the door' },
  { flags: '--for <duration>', description: 'how long the key lasts, such as 2h, 3d or 1w, instead of --until' },
  { flags: '--no-end', description: 'for ever' },
] as const;
