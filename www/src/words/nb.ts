import type { Words } from './en';
import { access, origin } from './nb/access';
import { activity } from './nb/activity';
import { counted } from './nb/counted';
import { batteries, lists, matters } from './nb/lists';
import { flowWords } from './nb/flows';
import { overview } from './nb/overview';
import { review } from './nb/review';
import { shell } from './nb/shell';
import { answer, timeline } from './nb/timeline';

/** Norwegian, bokmål. */
export const nb: Words = {
  title: 'Dører og nøkler',
  builtWith: 'Laget med unloc-integrator-client. Ikke tilknyttet Unloc AS.',
  starting: 'Starter…',
  skip: 'Gå til innholdet',
  demo: 'Demo: en innebygd Unloc i denne fanen. Ingenting forlater den.',
  startOver: 'Begynn på nytt',
  banner: {
    startedOver: 'Det som var lagret fra før kunne ikke leses, så demoen begynte på nytt.',
    notKept: 'Denne nettleseren lagrer ingenting: det du gjør her, slutter med denne fanen.',
    clock: 'Klokke',
    advanceHour: '+1 time',
    advanceDay: '+1 dag',
    nextChange: 'Neste endring',
    nextChangeHint: 'Flytter demoens klokke dit neste mobilnøkkel begynner eller slutter.',
  },
  refresh: 'Oppdater',
  project: 'Prosjekt',
  sections: 'Deler',
  find: 'Finn en dør, en person, et nummer…',
  views: {
    overview: 'Oversikt',
    doors: 'Dører',
    people: 'Personer',
    keys: 'Mobilnøkler',
    groups: 'Tilgangsgrupper',
    parts: 'Delprosjekter',
    activity: 'Aktivitet',
    review: 'Gjennomgang',
    connect: 'Koble til',
  },
  door: 'Dør',
  person: 'Person',
  number: 'Nummer',
  keys: 'Mobilnøkler',
  from: 'Fra',
  until: 'Til',
  noEnd: 'Ingen slutt',
  state: 'Tilstand',
  zone: 'Tidssone',
  battery: 'Batteri',
  address: 'Adresse',
  filter: 'Filter',
  nothingFits: 'Ingenting passer.',
  giveAccess: 'Gi tilgang',
  takeBack: 'Ta tilbake',
  moveOut: 'Flytt ut…',
  noSuchView: 'Det finnes ingen slik side.',
  noSuchDoor: 'Det finnes ingen slik dør i dette prosjektet.',
  noSuchPerson: 'Det finnes ingen slik person i dette prosjektet.',
  states: {
    creating: 'opprettes',
    scheduled: 'senere',
    active: 'åpen nå',
    inactive: 'utenfor tiden',
    expired: 'utløpt',
    revoked: 'tatt tilbake',
    error: 'feilet',
  },
  hidden: 'Skjult person',
  notYours: 'ikke din tidssone',
  actions: { unlocked: 'åpnet', locked: 'låste', viewedCode: 'så koden' },
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
    doors: (count) => counted(count, 'dør', 'dører'),
    people: (count) => counted(count, 'person', 'personer'),
    keys: (count) => counted(count, 'mobilnøkkel', 'mobilnøkler'),
  },
  ...flowWords,
  trouble: {
    load: 'Denne delen av siden kunne ikke lastes.',
    start: 'Unloc svarer ikke.',
    read: 'Prosjektet kunne ikke leses.',
    again: 'Prøv igjen',
  },
};
