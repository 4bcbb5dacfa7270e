/** Words of the review. */
export const review = {
  lead: 'Access that nobody may need any more. Keep it, give it an end, or take it back.',
  by: 'Decided by',
  at: 'Decided',
  why: 'Why',
  whys: {
    noEnd: 'without end',
    unused: 'unused for 90 days',
    onlyKey: 'no other key',
    sharesNothing: 'may share, and does not',
  },
  unused: (since: string) =>
    `“Unused for 90 days”: given more than 90 days ago, and not in the log, which goes back to ${since}.`,
  decide: 'Decide',
  toDecide: 'To decide',
  chosen: (count: number) => `${count} chosen`,
  verdict: 'Decision',
  verdicts: { keep: 'Keep', end: 'End', takeBack: 'Take back' },
  undecided: 'not decided',
  endOn: 'End on…',
  nothing: 'All is decided.',
  decided: 'Decided',
  unnamed: 'not named',
  again: 'Decide again',
  kept: 'Decisions are kept in this browser. Print this page or save it as CSV as evidence.',
  notKept: 'This browser keeps no decisions. Print this page or save it as CSV before you close it.',
};
