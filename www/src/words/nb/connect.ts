import type { connect as english } from '../en/connect';

/** Ord for visningen Koble til. */
export const connect: typeof english = {
  title: 'Koble til en konto',
  intro:
    'Siden leser kontoen din med tokener fra din egen server, som tar vare på hemmeligheten. Siden spør aldri om den: ikke her, og ikke noe annet sted.',
  api: 'Adressen til API-et',
  tokens: 'Adressen som gir tokener',
  tokensHint:
    'En handler laget med createTokenHandler. Med GET lister den prosjektene: { "projects": [{ "projectId": "…" }] }.',
  test: 'Test tilkoblingen',
  testing: 'Tester…',
  open: 'Åpne kontoen',
  demo: 'Tilbake til demoen',
  commandTitle: 'Uten egen server',
  command: 'gjør alt dette på din egen maskin, med én kommando.',
  found: 'Hva testen fant',
  steps: {
    addresses: 'Adressene kan brukes',
    projects: 'Tokenserveren lister prosjekter',
    token: 'Den gir et token for et prosjekt',
    api: 'API-et godtar tokenet',
  },
  works: (project) => `Det virker: ${project} ble lest.`,
  findings: {
    noApi: () => 'Adressen til API-et er ingen adresse: skriv den som https://api.unloc.app.',
    noTokens: () => 'Adressen som gir tokener er ingen adresse: skriv den som https://din.server/unloc-token.',
    secretInAddress: (at) =>
      `Adressen til ${at} inneholder noe som ligner en hemmelighet: ta det bort, for alle som ser denne siden kan lese det.`,
    mixedContent: (at) =>
      `Denne siden kom med https, så nettleseren sender ingenting til ${at} med http: oppgi adressen med https.`,
    noTls: (at) => `Tokener ville gått ubeskyttet til ${at}: oppgi adressen med https.`,
    unreachable: (at) => `Ingenting svarer på ${at}: se om adressen er riktig, om serveren kjører og om du er på nett.`,
    cors: (at) =>
      `${at} svarer, men lar ikke denne siden lese svaret: la den sende access-control-allow-origin med ${window.location.origin}, og tillat authorization og content-type.`,
    notSignedIn: (at) => `${at} gir deg ingen tokener: logg inn der med denne nettleseren, og test igjen.`,
    nothingThere: (at) => `${at} har ingenting på denne adressen: se om stien er riktig.`,
    noProjects: (at) =>
      `${at} sier ikke hvilke prosjekter som finnes: la GET svare { "projects": [{ "projectId": "…" }] }, eller åpne siden med ?project=.`,
    wrongScope: (at) =>
      `${at} avviser scopet: siden ber om project.admin for ett prosjekt, så tillat dette scopet i createTokenHandler.`,
    noToken: (at) =>
      `${at} fikk ikke noe token fra Unloc: se i loggen der; som oftest er klient-id eller hemmelighet feil.`,
    tokenRefused: (at) =>
      `${at} godtar ikke tokenet: adressen til API-et hører til en annen Unloc enn den som laget det.`,
    forbidden: (at) => `${at} godtar tokenet, men det dekker for lite: det må ha scopet project.admin.`,
    notUnloc: (at) => `${at} svarer, men ikke slik API v2 fra Unloc gjør: se om adressen er riktig.`,
  },
};
