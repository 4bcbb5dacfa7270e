import { parseArgs } from 'util';
import { hostnameOf } from './loopback';

/** The arguments of the command. */
export interface Arguments {
  host: string;
  port: number;
  /** `demo`, `empty`, `large`, or the name of a file that contains a state. */
  seed: string;
  /** The systems to emulate besides Unloc. */
  also: Array<'unidy' | 'lockit'>;
  /** Host names that it answers for, besides `host` and those of this machine. */
  names: string[];
  /** The origins of pages that may use it, besides those of this machine. */
  origins: string[];
  /** Whether events are posted to webhooks of other machines too. */
  webhooksAnywhere: boolean;
  json: boolean;
  help: boolean;
  version: boolean;
}

/** An error for the user of the command: one sentence, printed without a stack. */
export class UsageError extends Error {}

/** The text of `--help`. */
export const help = `unloc-sandbox: the embedded Unloc as an HTTP server, to try and to test against.

  unloc-sandbox [--host 127.0.0.1] [--port 4010] [--seed demo|empty|large|FILE] [--also unidy,lockit] [--json]
                [--cors ORIGIN] [--name NAME] [--webhooks-anywhere]

  --host HOST   the address to listen on (127.0.0.1: this machine only)
  --port PORT   the port to listen on (4010); 0 picks a free one
  --seed SEED   what it begins with: demo (3 lock holders, 40 locks, 60 people, 400 keys), empty,
                large (1 lock holder, 1,000 locks, 100,000 people, 1,000,000 keys), or a file with the
                JSON that GET /_sandbox/state gave
  --also NAMES  answers as unidy or lockit (LockitNetwork) too, or as both, at /oauth/...
  --cors ORIGIN lets pages of this origin use it, such as https://app.example; may be repeated.
                Pages of this machine (http://localhost:5173) may use it anyway, all others are refused.
                "null" is the origin of files and of sandboxed frames
  --name NAME   a host name by which it is called, such as that of a container; may be repeated.
                It answers for localhost, 127.0.0.1, [::1] and HOST anyway, and for no other
  --webhooks-anywhere
                posts events to webhooks of other machines too, not only of this one
  --json        says {"url", "clientId", "clientSecret", "key"} in the first line of output, for scripts;
                with --also the "clients" of all systems too
  --version     says the version
  --help        says this

Control: GET /_sandbox/state, GET /_sandbox/doors, POST /_sandbox/reset, POST /_sandbox/clock {"advanceSeconds": 60},
POST /_sandbox/open {"lockId": "…", "appUserId": "+447700900123"}, GET /_sandbox/faults,
POST /_sandbox/modules {"projectId": "…", "doorbell": false},
POST /_sandbox/vendor {"lockConnectionId": "…", "locksToAdd": 2},
POST /_sandbox/faults [{"path": "/integrators/**", "count": 3, "fault": {"status": 503}}],
GET /_sandbox/settings, POST /_sandbox/settings {"lockitRefreshToken": "same"}

Programs may use all of it. A request that names a foreign web page as its origin (through a proxy, from an
extension) is answered if its header x-sandbox-key holds the key that each start makes and says.
`;

/** Parses the command line. Throws a `UsageError`. */
export function readArguments(words: string[]): Arguments {
  const values = parse(words);
  const { host = '', port = '', seed = '', also = '', name: names = [], cors = [] } = values;
  const { json = false, help: helped = false, version = false, 'webhooks-anywhere': webhooksAnywhere = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new UsageError(`--port must be a number from 0 to 65535, but is "${port}".`);
  }
  if (host === '') throw new UsageError('--host must name an address to listen on, such as 127.0.0.1.');
  if (seed === '') throw new UsageError('--seed must be demo, empty, large, or the name of a file.');
  const systems = also
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = systems.find((name) => name !== 'unidy' && name !== 'lockit');
  if (unknown !== undefined)
    throw new UsageError(`--also must name unidy, lockit or both with a comma between, but has "${unknown}".`);
  const nameless = names.find((name) => hostnameOf(name) === undefined);
  if (nameless !== undefined) throw new UsageError(`--name must be a host name, such as unloc, but is "${nameless}".`);
  return {
    host,
    port: Number(port),
    seed,
    also: systems as Arguments['also'],
    names,
    origins: cors.map(readOrigin),
    webhooksAnywhere,
    json,
    help: helped,
    version,
  };
}

/** An origin as browsers send it. */
function readOrigin(text: string): string {
  if (text === 'null') return text;
  // The origin of a scheme that is not a web page's, such as an extension's, is not known to the parser of URLs.
  const [origin] = /^[a-z][a-z\d+.-]*:\/\/[^/?#@\s*]+(?=\/?$)/i.exec(text) || [];
  try {
    if (origin !== undefined) return /^https?:/i.test(origin) ? new URL(origin).origin : origin;
  } catch {
    // Said below.
  }
  throw new UsageError(`--cors must be the origin of a page, such as https://app.example:8443, but is "${text}".`);
}

function parse(words: string[]) {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '4010' },
        seed: { type: 'string', default: 'demo' },
        also: { type: 'string', default: '' },
        name: { type: 'string', multiple: true },
        cors: { type: 'string', multiple: true },
        'webhooks-anywhere': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
        version: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    // The first sentence of Node's message names the argument; the rest is about parseArgs.
    const [sentence] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`${sentence}; see unloc-sandbox --help.`);
  }
}
