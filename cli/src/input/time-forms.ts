/** The forms of times, for `unloc help times`. */
export const timeForms = [
  ['2026-12-04T16:00', 'this time on the clock of the door'],
  ['"2026-12-04 16:00"', 'the same'],
  ['2026-12-04', 'midnight at the beginning of that day'],
  ['2026-12-04T15:00:00Z', 'an instant: with Z or an offset'],
  ['16:00', 'today'],
  ['"tomorrow 12:00"', 'also today, yesterday'],
  ['"fri 16:00"', 'the next Friday, today included if 16:00 is still to come'],
  ['now', 'this instant'],
  ['+2d', 'from now: m, h, d, w; days and weeks by the clock of the door'],
  ['-7d', 'before now'],
] as const;
