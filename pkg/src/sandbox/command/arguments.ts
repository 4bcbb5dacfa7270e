import { parseArgs } from 'util';

/** What the command was asked to do. */
export interface Arguments {
  host: string;
  port: number;
  /** `demo`, `empty`, or the name of a file with a state. */
  seed: string;
  json: boolean;
  help: boolean;
  version: boolean;
}

/** A complaint to the person at the keyboard: one sentence, without a stack. */
export class Complaint extends Error {}

/** What `--help` says. */
export const help = `unloc-sandbox: the embedded Unloc as an HTTP server, to try and to test against.

  unloc-sandbox [--host 127.0.0.1] [--port 4010] [--seed demo|empty|FILE] [--json]

  --host HOST   the address to listen on (127.0.0.1: this machine only)
  --port PORT   the port to listen on (4010); 0 picks a free one
  --seed SEED   what it begins with: demo (3 lock holders, 40 locks, 60 people, 400 keys), empty, or a
                file with the JSON that GET /_sandbox/state gave
  --json        says {"url", "clientId", "clientSecret"} in the first line of output, for scripts
  --version     says the version
  --help        says this

Control: GET /_sandbox/state, POST /_sandbox/reset, POST /_sandbox/clock {"advanceSeconds": 60},
POST /_sandbox/open {"lockId": "…", "appUserId": "+447700900123"}, GET /_sandbox/faults,
POST /_sandbox/faults [{"path": "/integrators/**", "count": 3, "fault": {"status": 503}}]
`;

/** Reads the command line. Throws a `Complaint`. */
export function readArguments(words: string[]): Arguments {
  let values;
  try {
    ({ values } = parseArgs({
      args: words,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '4010' },
        seed: { type: 'string', default: 'demo' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
        version: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    // Node's words name the argument; its advice after the first sentence is about parseArgs.
    const [sentence] = (error as Error).message.split(/\.\s/);
    throw new Complaint(`${sentence}; see unloc-sandbox --help.`);
  }
  const { host = '', port = '', seed = '', json = false, help: helped = false, version = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new Complaint(`--port must be a number from 0 to 65535, but is "${port}".`);
  }
  if (host === '') throw new Complaint('--host must name an address to listen on, such as 127.0.0.1.');
  if (seed === '') throw new Complaint('--seed must be demo, empty, or the name of a file.');
  return { host, port: Number(port), seed, json, help: helped, version };
}
