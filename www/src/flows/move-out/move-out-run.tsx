import { data } from '../../data/project-data';
import { csvOf } from '../../format/csv';
import { Dialog } from '../../parts/dialog';
import { download } from '../../parts/download';
import { fileName } from '../../parts/file-name';
import { words } from '../../words/words';
import { end } from '../flow';
import { marks } from '../outcomes';
import { forgetJob } from './job';
import { forgetPlans } from './journal-store';
import type { MoveOut } from './move-out';
import { type Line, linesOf } from './rows-of-job';

/** How far a move-out is, and what became of each part. */
export function MoveOutRun({ run }: { run: MoveOut }) {
  const text = words.value.movingOut;
  const job = run.job.value;
  const lines = linesOf(job);
  const done = lines.filter(({ state }) => state === 'done').length;
  const running = run.running.value;
  const receipt = (): void => {
    const rows = lines.map(({ about, what, state, why, at }) => [
      at === undefined ? '' : new Date(at).toISOString(),
      data.value?.project.name ?? '',
      job.name,
      job.person,
      about,
      what,
      words.value.flows.states[state],
      why ?? '',
    ]);
    download(
      fileName(`${text.receiptName} ${job.name}`, job.begun),
      [csvOf([text.receiptColumns, ...rows])],
      'text/csv;charset=utf-8',
    );
  };
  return (
    <Dialog
      title={text.titleOf(job.name)}
      wide
      onClose={() => {
        run.pause();
        end();
      }}
      actions={
        <>
          <button type="button" disabled={running} onClick={receipt}>
            {text.receipt}
          </button>
          {!job.finished && !running && (
            <button
              type="button"
              onClick={() => {
                void forgetJob(job.id);
                void forgetPlans(job.plans.map(({ id }) => id));
                end();
              }}
            >
              {text.forget}
            </button>
          )}
          {running ? (
            <button type="button" onClick={() => run.pause()}>
              {text.pause}
            </button>
          ) : job.finished || (job.day !== '' && done === lines.length) ? (
            <button type="button" class="primary" onClick={end}>
              {words.value.flows.done}
            </button>
          ) : (
            <button type="button" class="primary" onClick={() => void run.run()}>
              {text.goOn}
            </button>
          )}
        </>
      }
    >
      <div class="progress">
        <progress max={lines.length} value={done} aria-label={text.progress(done, lines.length)} />
        <span role="status">{text.progress(done, lines.length)}</span>
      </div>
      <Lines lines={lines} again={running ? undefined : () => void run.run()} />
      {!running && job.left !== undefined && (
        <p class="sentence">{job.day === '' ? text.readBack(job.left) : text.untilThen(job.left)}</p>
      )}
    </Dialog>
  );
}

interface LinesProperties {
  lines: readonly Line[];
  again?: (() => void) | undefined;
  /** Whether nothing has begun: that all of it waits is said by the button. */
  planned?: boolean;
}

/** The lines of a move-out. */
export function Lines({ lines, again, planned = false }: LinesProperties) {
  const { outcomes, states } = words.value.flows;
  return (
    <ul class="outcomes" aria-label={outcomes}>
      {lines.map(({ id, about, what, state, why }) => (
        <li key={id} data-state={state}>
          <span class="outcome-mark" aria-hidden="true">
            {marks[state]}
          </span>
          <span>
            <strong>{about}</strong> <span class="small">{what}</span>
            {why && <span class="small outcome-why">{why}</span>}
          </span>
          <span class="outcome-state">{!planned && states[state]}</span>
          {(state === 'failed' || state === 'unknown') && again !== undefined && (
            <button type="button" onClick={again}>
              {words.value.trouble.again}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
