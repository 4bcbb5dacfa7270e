import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { linkTo } from '../../app/address';
import { data, doorsById, projectId } from '../../data/project-data';
import { begin } from '../../flows/flow';
import { NotThere } from '../../parts/not-there';
import { Problem } from '../../parts/problem';
import { words } from '../../words/words';
import { Members } from '../groups/members';
import { KeyTable } from '../key-table';

/** One part of a project: its doors, and the keys that were given in it. */
export function PartPage({ id }: { id: string }) {
  const { parts: text, views, access, giveAccess } = words.value;
  const part = data.value?.parts.find((one) => one.id === id);
  const keys = useSignal<readonly V2.Key[]>([]);
  const trouble = useSignal<unknown>(undefined);
  const all = data.value?.keys;
  useEffect(() => {
    let wanted = true;
    connected()
      .unloc.keys.list({ projectId: projectId.value ?? '', subprojectId: id })
      .toArray({ limit: Number.POSITIVE_INFINITY })
      .then(
        (read) => {
          if (wanted) keys.value = read;
        },
        (error) => {
          if (wanted) trouble.value = error;
        },
      );
    return () => {
      wanted = false;
    };
    // Read again when keys of the project have changed.
  }, [id, all, keys, trouble]);
  if (part === undefined) return <NotThere title={text.noSuchPart} section="parts" list={views.parts} />;
  const { lockIds = [], description } = part;
  return (
    <>
      <header class="page-head">
        <div>
          <p class="crumbs">
            <a href={linkTo('parts')}>{views.parts}</a>
          </p>
          <h1>{part.name}</h1>
          {description && <p class="lead">{description}</p>}
        </div>
        <div class="page-actions">
          <button type="button" class="primary" onClick={() => begin({ name: 'give', doors: lockIds, part: id })}>
            {giveAccess}
          </button>
          <button type="button" onClick={() => begin({ name: 'part', part: id })}>
            {text.change}
          </button>
        </div>
      </header>
      {trouble.value !== undefined && <Problem title={words.value.trouble.read} error={trouble.value} />}
      <Members
        title={views.doors}
        members={lockIds.map((door) => ({
          id: door,
          name: doorsById.value.get(door)?.name ?? door,
          href: linkTo('doors', door),
        }))}
      />
      <section class="card">
        <h2>{access.allKeys}</h2>
        <p class="small">{text.keysHint}</p>
        <KeyTable keys={keys.value} columns={['person', 'door', 'from', 'until', 'state']} />
      </section>
    </>
  );
}
