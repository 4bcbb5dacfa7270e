import { counted } from './counted';

/** Words of the drawing of time, and of what is asked about a time. */
export const timeline = {
  now: 'now',
  zooms: { day: 'Day', weeks: '2 weeks', months: '3 months' },
  zoom: 'Shown',
  before: 'Earlier',
  after: 'Later',
  today: 'Today',
  table: 'Table',
  drawing: 'Timeline',
  hours: 'Hours',
  allHours: 'At all hours',
  origin: 'Comes from',
  marks: 'Openings',
  opened: 'opened',
  preview: 'Preview',
  noTime: 'No time chosen',
  legend: 'Meaning of the drawing',
  opens: 'can open',
  atHours: 'at certain hours',
  zoneOf: (zone: string, difference: string) => `Times are those of the door: ${zone}${difference}.`,
  ahead: (hours: string) => `, ${hours} ahead of you`,
  behind: (hours: string) => `, ${hours} behind you`,
  hint: 'Click a time to ask who can open then. Drag to give access for that time.',
  openings: (count: number, last: string) => `${count} (last: ${last})`,
  nobodyDoor: 'Nobody has access to this door in this time.',
  nothingPerson: 'No access in this time.',
  moreRows: (count: number) => `Show ${counted(count, 'more row', 'more rows')}`,
};

/** Words of answers about a time. */
export const answer = {
  whoAt: 'Who can open at',
  whatAt: 'What can be opened at',
  now: 'Now',
  who: (count: number, at: string) => `${counted(count, 'person', 'people')} can open ${at}`,
  what: (count: number, at: string) => `${counted(count, 'door', 'doors')} can be opened ${at}`,
  nobody: (at: string) => `Nobody can open ${at}`,
  nothing: (at: string) => `No door can be opened ${at}`,
  forYou: (at: string) => `${at} on your clock`,
  until: (at: string) => `until ${at}`,
  noEnd: 'no end',
  cannot: 'A key, but not then',
  why: {
    notYet: 'begins later',
    over: 'over',
    outsideHours: 'outside its hours',
    creating: 'being made',
    revoked: 'taken back',
    error: 'failed',
  },
};
