import type { Words } from '../en';

export const review: Words['review'] = {
  lead: 'Tilgang som kanskje ingen trenger lenger. Behold den, gi den en slutt, eller ta den tilbake.',
  by: 'Besluttet av',
  at: 'Besluttet',
  why: 'Hvorfor',
  whys: {
    noEnd: 'uten slutt',
    unused: 'ubrukt i 90 dager',
    onlyKey: 'ingen annen nøkkel',
    sharesNothing: 'kan dele, men gjør det ikke',
  },
  unused: (since) =>
    `«Ubrukt i 90 dager»: gitt for mer enn 90 dager siden, og ikke i loggen, som går tilbake til ${since}.`,
  decide: 'Beslutt',
  toDecide: 'Å beslutte',
  chosen: (count) => `${count} valgt`,
  verdict: 'Beslutning',
  verdicts: { keep: 'Behold', end: 'Avslutt', takeBack: 'Ta tilbake' },
  undecided: 'ikke besluttet',
  endOn: 'Slutt på…',
  nothing: 'Alt er besluttet.',
  decided: 'Besluttet',
  unnamed: 'ikke navngitt',
  again: 'Beslutt på nytt',
  kept: 'Beslutningene lagres i denne nettleseren. Skriv ut siden eller lagre den som CSV som dokumentasjon.',
  notKept: 'Denne nettleseren lagrer ingen beslutninger. Skriv ut siden eller lagre den som CSV før du lukker den.',
};
