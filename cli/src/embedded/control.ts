import type { Account } from '../account/account';
import { Failure, usage } from '../command/failure';

/** The control endpoints `/_sandbox/…` of an embedded Unloc. They need no token. */
export class Control {
  readonly url: string;
  readonly #signal: AbortSignal;

  constructor(url: string, signal: AbortSignal) {
    this.url = url.replace(/\/+$/, '');
    this.#signal = signal;
  }

  /**
   * Calls a control endpoint. With a body it is a POST.
   *
   * @throws Failure with the sentence of the embedded Unloc if it refuses.
   */
  async call(name: string, body?: unknown): Promise<unknown> {
    const answer = await this.#send(name, body);
    const text = await answer.text();
    const read = parsed(text);
    if (answer.ok && read !== undefined) return read;
    const { errorDescription } = Object(read) as { errorDescription?: unknown };
    const why = typeof errorDescription === 'string' ? errorDescription : `It answered with ${answer.status}.`;
    const sentence = `The embedded Unloc refuses this: ${why}`;
    throw answer.status === 400 ? usage(sentence) : new Failure(sentence);
  }

  /** Whether an embedded Unloc answers at this address. */
  async answers(): Promise<boolean> {
    const answer = await this.#send('settings');
    const read = parsed(await answer.text());
    return answer.ok && typeof (Object(read) as { lockHolderListForm?: unknown }).lockHolderListForm === 'string';
  }

  async #send(name: string, body?: unknown): Promise<Response> {
    const init: RequestInit = { redirect: 'manual', signal: this.#signal };
    if (body !== undefined) {
      init.method = 'POST';
      init.headers = { 'content-type': 'application/json' };
      init.body = JSON.stringify(body);
    }
    try {
      return await fetch(`${this.url}/_sandbox/${name}`, init);
    } catch (error) {
      if (this.#signal.aborted) throw error;
      throw new Failure(
        `${this.url} does not answer. Start the embedded Unloc with \`unloc demo\` or \`unloc sandbox start\`.`,
      );
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The control endpoints of the profile's embedded Unloc.
 *
 * @throws Failure `usage` if the profile is an account with real doors.
 */
export async function controlOf(account: Account, signal: AbortSignal): Promise<Control> {
  const { api, profileName } = await account.credentials();
  const control = new Control(api, signal);
  if (await control.answers()) return control;
  const whose = profileName === undefined ? 'The account of the environment' : `The profile "${profileName}"`;
  throw usage(
    `${whose} is not an embedded Unloc (${api} has no control endpoints). Start one with \`unloc demo\`, and use it with --profile demo.`,
  );
}
