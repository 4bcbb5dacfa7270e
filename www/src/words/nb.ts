import type { Words } from './en';

const plural = new Intl.PluralRules('nb');
const counted = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('nb')} ${plural.select(count) === 'one' ? one : other}`;

/** Norwegian, bokmål. */
export const nb: Words = {
  title: 'Dører og nøkler',
  builtWith: 'Laget med unloc-integrator-client. Ikke tilknyttet Unloc AS.',
  starting: 'Starter…',
  skip: 'Gå til innholdet',
  demo: 'Demo: en innebygd Unloc i denne fanen. Ingenting forlater den.',
  startOver: 'Begynn på nytt',
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
  counts: {
    doors: (count) => counted(count, 'dør', 'dører'),
    people: (count) => counted(count, 'person', 'personer'),
    keys: (count) => counted(count, 'mobilnøkkel', 'mobilnøkler'),
  },
  trouble: {
    start: 'Unloc svarer ikke.',
    read: 'Prosjektet kunne ikke leses.',
    again: 'Prøv igjen',
  },
};
