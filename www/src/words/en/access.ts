import { counted } from './counted';

/** Words of the pages of a door and of a person. */
export const access = {
  whoWhen: 'Who can open it, and when',
  whatWhen: 'What can be opened, and when',
  giveHere: 'Give access here',
  giveMore: 'Give access',
  print: 'Print',
  csv: 'CSV',
  copyLink: 'Copy link',
  copied: 'Copied',
  byHand: 'This browser does not let the page copy. Copy it from here:',
  mayShare: 'May share',
  mayShareWhat: 'May share keys of',
  shared: (count: number) => `shared ${count}`,
  sharedNone: 'shared none',
  nobodyShares: 'Nobody may share keys of this door.',
  sharesNothing: 'May share keys of no door.',
  openings: 'Latest openings',
  noOpenings: 'Nothing in the log. Unloc keeps 60 days.',
  privateLog: 'This door is private: Unloc logs no openings.',
  anonymizedLog: 'This door hides who opened it.',
  battery: 'Battery',
  batteryAge: (age: string) => `measured ${age}`,
  privacy: 'Log',
  privacies: { public: 'with names', anonymized: 'without names', private: 'none' } as {
    readonly [policy: string]: string;
  },
  noZone: 'not known: times are in UTC',
  vendor: 'Lock',
  note: 'Note',
  map: 'Place',
  showMap: 'Show on a map',
  somebody: 'Somebody',
  opensNow: (count: number) => `Now: ${counted(count, 'door', 'doors')}`,
  next: (at: string, door: string, opens: boolean) => `next change ${at}: ${door} ${opens ? 'opens' : 'closes'}`,
  noNext: 'no change ahead',
  call: 'Call',
  allKeys: 'All keys',
};

/** Where access comes from. */
export const origin = {
  key: (ref: string | undefined) => (ref === undefined ? 'Key' : `Key, ${ref}`),
  group: (name: string) => `Group ${name}`,
  perhaps: (name: string) => `Perhaps group ${name}`,
};
