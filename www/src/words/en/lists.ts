/** Words of lists, and of what is the matter with what they list. */
export const lists = {
  only: 'Only',
  all: 'All',
  openNow: 'Can open now',
  doorsNow: 'Doors now',
  accessNow: 'can open now',
  accessLater: 'later, or at other hours',
  accessNone: 'no access',
};

export const matters = {
  failed: 'could not be made',
  beginning: 'begin within 24 h, not usable yet',
  ending: 'end within 7 days',
  noEnd: 'without end',
  unused: 'unused for 90 days',
  battery: 'low battery',
};

export const batteries: { readonly [level: string]: string } = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  critical: 'Critical',
};
