import type { Words } from '../en';

export const activity: Words['activity'] = {
  time: 'Når',
  what: 'Hva',
  source: 'Hvordan det er kjent',
  utc: 'UTC',
  when: 'Periode',
  whens: { today: 'I dag', yesterday: 'I går', week: '7 dager', all: 'Alt' },
  allDoors: 'Alle dører',
  anybody: 'Hvem som helst',
  kinds: { opened: 'åpnet', given: 'gitt', takenBack: 'tatt tilbake', failed: 'feilet' },
  sources: { log: 'dørens logg', keys: 'listen over mobilnøkler', page: 'sett av denne siden' },
  noTime: 'tid ikke oppgitt',
  live: (at) => `Direkte · ${at}`,
  liveHint: 'Leses hvert minutt mens du ser på.',
  notRead: 'Loggen kunne ikke leses.',
  limits:
    'Unloc beholder åpninger i 60 dager, skjuler hvem som åpnet der døren sier det, og oppgir ikke når en nøkkel ble tatt tilbake.',
};
