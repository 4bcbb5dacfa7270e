/** Words of what happened. */
export const activity = {
  time: 'When',
  what: 'What',
  source: 'How it is known',
  utc: 'UTC',
  when: 'Period',
  whens: { today: 'Today', yesterday: 'Yesterday', week: '7 days', all: 'All' },
  allDoors: 'All doors',
  anybody: 'Anybody',
  kinds: { opened: 'opened', given: 'given', takenBack: 'taken back', failed: 'failed' },
  sources: { log: 'log of the door', keys: 'list of keys', page: 'seen by this page' },
  noTime: 'time not known',
  live: (at: string) => `Live · ${at}`,
  liveHint: 'Read every minute while you look at it.',
  notRead: 'The log could not be read.',
  limits:
    'Unloc keeps openings for 60 days, hides who opened where a door says so, and does not tell when a key was taken back.',
};
