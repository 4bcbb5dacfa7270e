import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { deliver, deliveries, demoReceiver } from '../account/deliveries';
import { calledBy } from '../data/people';
import { data, doorsById, people } from '../data/project-data';
import { errorWords } from '../format/error-words';
import { clockAt, visitorZone } from '../format/time';
import { CodeBlock, shownText } from './code-block';
import { receiverCode } from './code/snippets';
import { openDoor } from './embedded-controls';
import { text } from './text';

/** Where events are posted, what was posted, and the code that takes it. */
export function WebhooksTab() {
  const words = text.value.webhooks;
  const hooks = useSignal<readonly V2.Webhook[] | undefined>(undefined);
  const url = useSignal(connected().kind === 'embedded' ? demoReceiver : '');
  const trouble = useSignal<unknown>(undefined);
  const projectId = data.value?.project.id ?? '';
  const { webhooks } = connected().unloc;
  const read = async (): Promise<void> => {
    hooks.value = await webhooks.list({ projectId }).toArray({ limit: Number.POSITIVE_INFINITY });
  };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    trouble.value = undefined;
    try {
      await work();
      await read();
    } catch (error) {
      trouble.value = error;
    }
  };
  useEffect(() => void attempt(async () => undefined), [projectId]);
  return (
    <div class="two-columns">
      <div>
        <h2>{words.hooks}</h2>
        {trouble.value !== undefined && <p role="alert">{errorWords(trouble.value)}</p>}
        {hooks.value?.length === 0 && <p class="small">{words.none}</p>}
        <ul>
          {hooks.value?.map(({ id = '', url: to, trigger }) => (
            <li key={id}>
              <code>{to}</code> <span class="small">{trigger}</span>
              <button type="button" onClick={() => void attempt(() => webhooks.delete({ projectId, webhookId: id }))}>
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
        <form
          class="developer-form"
          onSubmit={(event) => {
            event.preventDefault();
            void attempt(() => webhooks.create({ projectId, trigger: 'accessEvent', url: url.value }));
          }}
        >
          <label>
            {words.url}
            <input
              type="url"
              required
              value={url.value}
              onInput={(event) => {
                url.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="submit">{words.create}</button>
        </form>
        {connected().kind === 'embedded' ? <Deliveries /> : <p class="small">{words.account}</p>}
      </div>
      <div>
        <h2>{words.code}</h2>
        <CodeBlock label={words.code} code={receiverCode} />
      </div>
    </div>
  );
}

function Deliveries() {
  const words = text.value.webhooks;
  const failed = useSignal<string | undefined>(undefined);
  // Somebody whose key opens a door just now.
  const key = data.value?.keys.find(({ state, appUser }) => state === 'active' && appUser !== null);
  const person = key?.appUser && people.value.get(key.appUser.id);
  return (
    <>
      <h2>{words.deliveries}</h2>
      {key && person && (
        <p>
          <button
            type="button"
            onClick={() =>
              void openDoor(key.lockId, person.number).then((wrong) => {
                failed.value = wrong;
              })
            }
          >
            {words.open(calledBy(person), doorsById.value.get(key.lockId)?.name ?? '')}
          </button>
        </p>
      )}
      {failed.value !== undefined && <p role="alert">{failed.value}</p>}
      {deliveries.value.length === 0 && <p class="small">{words.noDeliveries}</p>}
      <ul aria-label={words.deliveries}>
        {deliveries.value.toReversed().map(({ number, at, url, body, status }) => (
          <li key={number}>
            <details>
              <summary>
                {clockAt(at, visitorZone)} · {status ?? '…'} ·{' '}
                <code>{new URL(url).pathname.replace(/[^/]+$/, '•••')}</code>
              </summary>
              <pre>
                <code>{shownText(JSON.stringify(JSON.parse(body), undefined, 2))}</code>
              </pre>
            </details>
            <button type="button" onClick={() => void deliver(url, body)}>
              {words.replay}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
