import type { WaitOptions } from '../../core/options';
import type { Job } from '../../generated/model-v2';
import { attempt } from '../../core/attempt';
import { bindMethods } from '../../core/bind-methods';
import type { ResponseHead } from '../../core/result';
import type { Parameters, Send } from '../operations';
import { ask, core } from '../../wasm/core';
import { endOf, pollUntilDone, waitError } from './poll';
import type { Clean } from '../../core/keys-outcome';

/** How to wait for a job. */
export interface JobWaitOptions extends WaitOptions {
  /** Called with the job after every poll. What it throws is ignored. */
  onProgress?: (job: Job) => void;
}

interface State {
  send: Send;
  clean: Clean;
  operation: string;
  projectId: unknown;
  headers?: ResponseHead['headers'];
  last?: Job;
}

const states = new WeakMap<JobHandle, State>();

/** A job: a long-running operation of the API. */
export class JobHandle {
  /** Id of the job. Another process can wait for it with `jobs.wait({ projectId, jobId }, …)`. */
  readonly id: string;

  /** @internal */
  constructor(id: string, state: State) {
    this.id = id;
    states.set(this, state);
    bindMethods(this);
  }

  /**
   * Waits until the job has succeeded.
   *
   * @param options the deadline (`timeoutMs`, required) and a function for progress.
   * @returns a promise of the job.
   * @throws UnlocError `job_failed`; `job_timeout` at the deadline, after which it can be called again; both have the
   * `lastState` of the job; `aborted`; `invalid_argument` without `timeoutMs`.
   */
  async wait(options: JobWaitOptions): Promise<Job> {
    const state = states.get(this)!;
    const { operation, clean } = state;
    const params: Parameters = { projectId: state.projectId, jobId: this.id };
    const lastState = () => ({ jobs: state.last ? [state.last] : [] });
    await pollUntilDone(
      operation,
      options,
      async (callOptions) => {
        const { data, response } = await state.send('jobs.get', params, callOptions);
        const job = (data as { job: Job }).job;
        state.last = job;
        attempt(() => options.onProgress && options.onProgress(job));
        return {
          done: ask(await core(operation), operation, 'jobStatus', job.status) !== 0,
          headers: response.headers,
        };
      },
      () =>
        waitError(
          'job_timeout',
          operation,
          `the job has not ended after ${options.timeoutMs} ms${state.last ? `; its status is ${clean(String(state.last.status))}` : ''}. The job goes on: wait again, or read it with jobs.get.`,
          false,
          clean,
          lastState(),
        ),
      state.headers,
    );
    const job = state.last!;
    if (ask(await core(operation), operation, 'jobStatus', job.status) === 2)
      throw waitError('job_failed', operation, `${clean(endOf(job))}.`, false, clean, lastState());
    return job;
  }
}
