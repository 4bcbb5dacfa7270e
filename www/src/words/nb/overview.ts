import type { Words } from '../en';

export const overview: Words['overview'] = {
  attention: 'Det som trenger oppmerksomhet',
  nothing: 'Ingenting trenger oppmerksomhet.',
  tiles: {
    failed: 'mobilnøkler kunne ikke opprettes',
    beginning: 'mobilnøkler begynner innen 24\u00a0t og kan ikke brukes ennå',
    ending: 'mobilnøkler slutter innen 7 dager',
    noEnd: 'mobilnøkler uten slutt',
    unused: 'mobilnøkler ubrukt i 90 dager',
    battery: 'dører med lavt batteri',
  },
  week: 'Så mange kan åpne denne uken',
  by: 'Dører etter',
  orders: { address: 'Etter adresse', keys: 'Etter nøkler', battery: 'Etter batteri' },
  now: (count) => `${count} nå`,
  fromTo: (least, most) => (least === most ? `${most}` : `${least}–${most}`),
  range: (least, most) => (least === most ? `${most} hele uken` : `${least}–${most} denne uken`),
  allDoors: (count) => `Alle ${count} dører`,
};
