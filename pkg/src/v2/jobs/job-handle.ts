import type { Job } from '../../generated/model-v2';
import type { ResponseHead } from '../../core/result';
import type { Parameters, Send } from '../operations';
import { core } from '../../wasm/core';
import { failure, lookUntilOver } from './poll';
import type { WaitOptions } from './poll';

/** How to wait for a job. */
export interface JobWaitOptions extends WaitOptions {
  /** Is told after every look how the job stands. What it throws is ignored. */
  onProgress?: (job: Job) => void;
}

/** What a {@link JobHandle} knows. */
interface State {
  send: Send;
  operation: string;
  projectId: unknown;
  headers?: ResponseHead['headers'];
  last?: Job;
}

const kept = new WeakMap<JobHandle, State>();

/** A job: work that goes on after the answer. */
export class JobHandle {
  /** Id of the job. Another process may go on waiting by `jobs.wait({ projectId, jobId }, …)`. */
  readonly id: string;

  /** @internal */
  constructor(id: string, state: State) {
    this.id = id;
    kept.set(this, state);
  }

  /**
   * Waits until it has succeeded.
   *
   * @throws UnlocError `job_failed`; `job_timeout` if it takes too long, when it may be waited for again:
   * `lastState` of both says how it stood; `aborted`; `invalid_argument` without `timeoutMs`.
   */
  async wait(options: JobWaitOptions): Promise<Job> {
    const state = kept.get(this)!;
    const { operation } = state;
    const params: Parameters = { projectId: state.projectId, jobId: this.id };
    const lastState = () => ({ jobs: state.last ? [state.last] : [] });
    await lookUntilOver(operation, options, async (callOptions) => {
      const { data, response } = await state.send('jobs.get', params, callOptions);
      state.last = (data as { job: Job }).job;
      tell(options.onProgress, state.last);
      return { over: (await core(operation)).jobStanding(state.last.status) !== 0, headers: response.headers };
    }, () => failure('job_timeout', operation, `the job has not ended after ${options.timeoutMs} ms${state.last ? `; it is ${state.last.status}` : ''}. It goes on: wait again, or ask for it by jobs.get.`, false, lastState()), state.headers);
    const job = state.last!;
    if ((await core(operation)).jobStanding(job.status) === 2) {
      const why = job.failureReason ? `: ${job.failureReason}` : '';
      throw failure('job_failed', operation, `the job ended as ${job.status}${why}.`, false, lastState());
    }
    return job;
  }
}

function tell(onProgress: JobWaitOptions['onProgress'], job: Job): void {
  try {
    if (typeof onProgress === 'function') onProgress(job);
  } catch {
    // Its own concern.
  }
}
