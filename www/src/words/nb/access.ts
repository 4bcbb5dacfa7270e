import type { Words } from '../en';
import { counted } from './counted';

export const access: Words['access'] = {
  whoWhen: 'Hvem kan åpne, og når',
  whatWhen: 'Hva kan åpnes, og når',
  giveHere: 'Gi tilgang her',
  giveMore: 'Gi tilgang',
  print: 'Skriv ut',
  csv: 'CSV',
  copyLink: 'Kopier lenke',
  copied: 'Kopiert',
  mayShare: 'Kan dele',
  mayShareWhat: 'Kan dele nøkler til',
  shared: (count) => `har delt ${count}`,
  sharedNone: 'har ikke delt noen',
  nobodyShares: 'Ingen kan dele nøkler til denne døren.',
  sharesNothing: 'Kan ikke dele nøkler til noen dør.',
  openings: 'Siste åpninger',
  noOpenings: 'Ingenting i loggen. Unloc beholder 60 dager.',
  privateLog: 'Denne døren er privat: Unloc logger ingen åpninger.',
  anonymizedLog: 'Denne døren skjuler hvem som åpnet.',
  battery: 'Batteri',
  batteryAge: (age) => `målt ${age}`,
  privacy: 'Logg',
  privacies: { public: 'med navn', anonymized: 'uten navn', private: 'ingen' },
  noZone: 'ikke oppgitt: tidene er i UTC',
  vendor: 'Lås',
  note: 'Merknad',
  map: 'Sted',
  showMap: 'Vis på kart',
  somebody: 'Noen',
  opensNow: (count) => `Nå: ${counted(count, 'dør', 'dører')}`,
  next: (at, door, opens) => `neste endring ${at}: ${door} ${opens ? 'åpnes' : 'stenges'}`,
  noNext: 'ingen endring i vente',
  call: 'Ring',
  allKeys: 'Alle mobilnøkler',
};

export const origin: Words['origin'] = {
  key: (ref) => (ref === undefined ? 'Mobilnøkkel' : `Mobilnøkkel, ${ref}`),
  group: (name) => `Tilgangsgruppe ${name}`,
  perhaps: (name) => `Kanskje tilgangsgruppe ${name}`,
};
