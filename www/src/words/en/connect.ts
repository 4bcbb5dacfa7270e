import type { Finding, Step } from '../../account/examine';

type Findings = { readonly [finding in Finding]: (at: string) => string };

/** Words of the view Connect. */
export const connect = {
  title: 'Connect an account',
  intro:
    'The page reads your account with tokens from your own server, which keeps the secret. The page never asks for one: not here, and nowhere else.',
  api: 'Address of the API',
  tokens: 'Address that gives tokens',
  tokensHint:
    'A request handler made by createTokenHandler. With GET it lists the projects: { "projects": [{ "projectId": "…" }] }.',
  test: 'Test the connection',
  testing: 'Testing…',
  open: 'Open the account',
  demo: 'Back to the demo',
  commandTitle: 'Without a server of your own',
  command: 'does all of this on your own machine, in one command.',
  found: 'What was found',
  steps: {
    addresses: 'The addresses can be used',
    projects: 'The token server lists projects',
    token: 'It gives a token for a project',
    api: 'The API accepts the token',
  } satisfies { readonly [step in Step]: string },
  works: (project: string) => `It works: ${project} was read.`,
  findings: {
    noApi: () => 'The address of the API is not a web address: write it as https://api.unloc.app.',
    noTokens: () => 'The address that gives tokens is not a web address: write it as https://your.server/unloc-token.',
    secretInAddress: (at) =>
      `The address at ${at} contains what looks like a secret: remove the secret, because whoever sees this page could read it.`,
    mixedContent: (at) =>
      `This page was loaded by https, so the browser sends nothing to ${at} by http: use an address with https.`,
    noTls: (at) => `Tokens would go to ${at} unprotected: use an address with https.`,
    unreachable: (at) =>
      `Nothing answers at ${at}: check that the address is right, the server runs and you are connected.`,
    cors: (at) =>
      `${at} answers, but does not let this page read it: let it send access-control-allow-origin with ${window.location.origin}, and allow the headers authorization and content-type.`,
    notSignedIn: (at) => `${at} does not give you tokens: sign in there with this browser, then test again.`,
    nothingThere: (at) => `${at} has nothing at this address: check the path.`,
    noProjects: (at) =>
      `${at} does not say which projects there are: let GET answer { "projects": [{ "projectId": "…" }] }, or open this page with ?project=.`,
    wrongScope: (at) =>
      `${at} refuses the scope: the page asks for project.admin of one project, so allow this scope in createTokenHandler.`,
    noToken: (at) => `${at} got no token from Unloc: look at its log; most often the client id or the secret is wrong.`,
    tokenRefused: (at) => `${at} does not accept the token: it comes from another Unloc than the one at this address.`,
    forbidden: (at) => `${at} accepts the token, but the token covers too little: it needs the scope project.admin.`,
    notUnloc: (at) => `${at} answers, but not as API v2 of Unloc does: check the address.`,
  } as Findings,
};
