import { useSignal } from '@preact/signals';
import { connected } from '../account/connection';
import { clockMoves, loadState, startOver } from '../account/embedded';
import { data } from '../data/project-data';
import { download } from '../parts/download';
import { language } from '../words/words';
import { text } from './text';

/** What the embedded Unloc holds, to keep and to bring back. */
export function StateTab() {
  const words = text.value.state;
  const wrong = useSignal<string | undefined>(undefined);
  const { sandbox } = connected();
  if (sandbox === undefined) return null;
  // Drawn again when something has changed.
  void [data.value, clockMoves.value];
  const state = sandbox.state();
  const json = JSON.stringify(state);
  const counts = Object.entries({ ...state, ...state.v2 }).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 ? [[name, value.length] as const] : [],
  );
  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      await loadState(JSON.parse(await file.text()));
    } catch (error) {
      wrong.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <>
      <p class="developer-bar">
        <span>{words.size(Math.round(json.length / 1024).toLocaleString(language.value))}</span>
        <button type="button" onClick={() => download('unloc-state.json', [json], 'application/json')}>
          {words.save}
        </button>
        <label class="file">
          {words.load}
          <input
            type="file"
            accept="application/json,.json"
            onChange={(event) => void load(event.currentTarget.files?.[0])}
          />
        </label>
        <button type="button" onClick={() => void startOver()}>
          {words.over}
        </button>
      </p>
      {wrong.value !== undefined && <p role="alert">{wrong.value}</p>}
      <dl class="counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{count.toLocaleString(language.value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
