/** Words of the overview. */
export const overview = {
  attention: 'What needs attention',
  nothing: 'Nothing needs attention.',
  tiles: {
    failed: 'keys could not be made',
    beginning: 'keys begin within 24\u00a0h and are not usable yet',
    ending: 'keys end within 7 days',
    noEnd: 'keys without end',
    unused: 'keys unused for 90 days',
    battery: 'doors with low battery',
  },
  week: 'How many can open, this week',
  by: 'Doors by',
  orders: { address: 'By address', keys: 'By keys', battery: 'By battery' },
  now: (count: number) => `${count} now`,
  fromTo: (least: number, most: number) => (least === most ? `${most}` : `${least}–${most}`),
  range: (least: number, most: number) => (least === most ? `${most} all week` : `${least}–${most} this week`),
  allDoors: (count: number) => `All ${count} doors`,
};
