import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { untilEnded } from '../../serving/until-ended';
import type { ExitCode } from '../../command/exit-code';
import { usage } from '../../command/failure';
import { chosenActions } from '../../following/event-names';
import { eventLine } from '../../following/event-line';
import { forward, readForward } from '../../following/forward';
import { fromLog, fromWebhook, type Source } from '../../following/source';
import { readEvery } from '../../following/times';
import { allDoors } from '../../input/doors';
import { printable } from '../../output/printable';
import { Control } from '../../embedded/control';

interface Options {
  forwardTo?: string;
  events?: string;
  every?: string;
}

/** The embedded Unloc of this machine that can post events here, if it is one. */
async function postingHere(api: string, signal: AbortSignal): Promise<Control | undefined> {
  const { hostname } = new URL(api);
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  const control = new Control(api, signal);
  return isHere && (await control.answers()) ? control : undefined;
}

export async function run({ account, options, global, output, signal }: Invocation<Options>): Promise<ExitCode> {
  if (output.format === 'csv') throw usage('listen writes no CSV. Use --ndjson.');
  const actions = chosenActions(options.events);
  const everyMs = readEvery(options.every);
  const target = readForward(options.forwardTo);
  const { api } = await account.credentials();
  const unloc = await account.client();
  const project = await account.project();
  const projectId = project.id;
  const posting = await postingHere(api, signal);
  const say = (sentence: string): void => output.say(sentence);
  if (global.dryRun) {
    say(
      posting
        ? `Would register a webhook of ${project.name} to an address of this machine, and delete it at the end.`
        : `Would follow the access log of ${project.name}. Nothing is changed by that.`,
    );
    return 0;
  }

  const doors = await allDoors(account, signal);
  const zones = new Map(doors.map(({ id, timezone }) => [id, timezone]));
  const zoneOf = (lockId: string): string | undefined => zones.get(lockId) ?? undefined;
  const takeEvent = async (event: V2.AccessEvent, body: string): Promise<void> => {
    if (actions !== undefined && !actions.has(event.action)) return;
    await output.event(event, eventLine(event, { zoneOf, style: output.style }));
    if (target !== undefined) say(await forward(target, body, signal));
  };
  // One after the other, so that events are printed and posted on in the order in which they came.
  let last = Promise.resolve();
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<unknown>((resolve) => {
    fail = resolve;
  });
  const onEvent = (event: V2.AccessEvent, body: string): Promise<void> => {
    last = last.then(() => takeEvent(event, body)).catch(fail);
    return last;
  };
  const source: Source = posting
    ? await fromWebhook({ unloc, projectId, onEvent, say }, posting)
    : await fromLog({ unloc, projectId, onEvent, say, everyMs, signal });
  try {
    const { address, webhookId, token, from } = source;
    const listening = {
      from,
      address,
      webhookId,
      token,
      signingSecret: null,
      project: { id: project.id, name: project.name },
      events: actions === undefined ? null : [...actions],
      forwardTo: target?.href ?? null,
    };
    if (output.machine) await output.write(`${JSON.stringify({ listening })}\n`);
    else say(`Listening to the doors of ${printable(project.name)} (${source.words}). Ctrl-C ends it.`);
    return await untilEnded(signal, source.broken ? Promise.race([failed, source.broken]) : failed);
  } finally {
    await source.close();
    await last;
  }
}
