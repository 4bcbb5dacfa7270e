import { access, origin } from './en/access';
import { activity } from './en/activity';
import { counted } from './en/counted';
import { batteries, lists, matters } from './en/lists';
import { overview } from './en/overview';
import { review } from './en/review';
import { shell } from './en/shell';
import { answer, timeline } from './en/timeline';
import { flowWords } from './en/flows';

/** English. */
export const en = {
  title: 'Doors and keys',
  builtWith: 'Built with unloc-integrator-client. Not affiliated with Unloc AS.',
  starting: 'Starting…',
  skip: 'Skip to the content',
  demo: 'Demo: an embedded Unloc in this tab. Nothing leaves it.',
  startOver: 'Start over',
  banner: {
    startedOver: 'What was kept from before could not be read, so the demo began anew.',
    notKept: 'This browser keeps nothing: what you do here ends with this tab.',
    clock: 'Clock',
    advanceHour: '+1 hour',
    advanceDay: '+1 day',
    nextChange: 'Next change',
    nextChangeHint: 'Moves the clock of the demo to where the next key begins or ends.',
  },
  refresh: 'Refresh',
  project: 'Project',
  sections: 'Sections',
  find: 'Find a door, a person, a number…',
  views: {
    overview: 'Overview',
    doors: 'Doors',
    people: 'People',
    keys: 'Keys',
    groups: 'Groups',
    parts: 'Parts',
    activity: 'Activity',
    review: 'Review',
    connect: 'Connect',
  },
  door: 'Door',
  person: 'Person',
  number: 'Number',
  keys: 'Keys',
  from: 'From',
  until: 'Until',
  noEnd: 'No end',
  state: 'State',
  zone: 'Time zone',
  battery: 'Battery',
  address: 'Address',
  filter: 'Filter',
  nothingFits: 'Nothing fits.',
  giveAccess: 'Give access',
  takeBack: 'Take back',
  moveOut: 'Move out…',
  noSuchView: 'There is no such view.',
  noSuchDoor: 'There is no such door in this project.',
  noSuchPerson: 'There is no such person in this project.',
  states: {
    creating: 'being made',
    scheduled: 'later',
    active: 'open now',
    inactive: 'outside its hours',
    expired: 'over',
    revoked: 'taken back',
    error: 'failed',
  } as { readonly [state: string]: string },
  hidden: 'Hidden person',
  notYours: 'not your time zone',
  actions: { unlocked: 'opened', locked: 'locked', viewedCode: 'saw the code' } as {
    readonly [action: string]: string;
  },
  timeline,
  answer,
  access,
  origin,
  lists,
  matters,
  batteries,
  overview,
  activity,
  review,
  shell,
  counts: {
    doors: (count: number) => counted(count, 'door', 'doors'),
    people: (count: number) => counted(count, 'person', 'people'),
    keys: (count: number) => counted(count, 'key', 'keys'),
  },
  ...flowWords,
  trouble: {
    load: 'This part of the page could not be loaded.',
    start: 'Unloc could not be reached.',
    read: 'The project could not be read.',
    again: 'Try again',
  },
};

/** The words of a language. A word that is missing in a translation does not compile. */
export type Words = typeof en;
