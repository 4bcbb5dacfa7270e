import type { Output } from './output';

/** A request that `--dry-run` does not send. */
export interface Unsent {
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With the ids in it. */
  path: string;
  body?: unknown;
}

/** Says what a command would do, and shows what it would send. */
export async function wouldSend(output: Output, sentence: string, requests: readonly Unsent[]): Promise<void> {
  output.say(`${sentence}\nNothing was sent: this was a dry run.`);
  const lines = requests.map(({ method, path, body }) =>
    [`${method} ${path}`, ...(body === undefined ? [] : [JSON.stringify(body)])].join(' '),
  );
  await output.result({ dryRun: true, wouldSend: requests }, lines.join('\n'));
}
