import type { Words } from '../en';

export const lists: Words['lists'] = {
  only: 'Bare',
  all: 'Alle',
  openNow: 'Kan åpne nå',
  doorsNow: 'Dører nå',
  accessNow: 'kan åpne nå',
  accessLater: 'senere, eller til andre tider',
  accessNone: 'ingen tilgang',
};

export const matters: Words['matters'] = {
  failed: 'kunne ikke opprettes',
  beginning: 'begynner innen 24 t, kan ikke brukes ennå',
  ending: 'slutter innen 7 dager',
  noEnd: 'uten slutt',
  unused: 'ubrukt i 90 dager',
  battery: 'lavt batteri',
};

export const batteries: Words['batteries'] = { high: 'Høyt', medium: 'Middels', low: 'Lavt', critical: 'Kritisk' };
