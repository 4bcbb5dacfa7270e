import { useEffect } from 'preact/hooks';
import { projectId } from '../../data/project-data';
import { words } from '../../words/words';
import { begin } from '../flow';
import { nowThere } from '../give/draft';
import { readJobs, unfinished } from './job';

/** Move-outs that were begun in this browser and are not done: a closed page runs nothing. */
export function Unfinished() {
  useEffect(() => void readJobs(), []);
  const text = words.value.movingOut;
  const here = unfinished.value.filter((job) => job.projectId === projectId.value);
  if (here.length === 0) return null;
  return (
    <ul class="unfinished" aria-label={text.unfinishedAll}>
      {here.map((job) => {
        const waits = job.day !== '' && job.day > nowThere([]);
        return (
          <li key={job.id}>
            <span>{waits ? text.waitsFor(job.name, job.day.replace('T', ' ')) : text.unfinished(job.name)}</span>
            <button
              type="button"
              onClick={() =>
                begin({ name: 'moveOut', job: waits || job.day === '' ? job : { ...job, day: '', plans: [] } })
              }
            >
              {waits ? text.show : text.goOn}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
