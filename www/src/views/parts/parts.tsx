import { linkTo, place } from '../../app/address';
import { data } from '../../data/project-data';
import { begin } from '../../flows/flow';
import { ListHead } from '../../parts/list-head';
import { VirtualTable } from '../../parts/virtual-table';
import { words } from '../../words/words';
import { PartPage } from './part-page';

/** The parts of the project, each with doors and keys of its own, or one of them. */
export function Parts() {
  const { views, parts: text } = words.value;
  const [, id] = place.value.parts;
  if (id !== undefined) return <PartPage id={id} />;
  const all = data.value?.parts ?? [];
  return (
    <>
      <ListHead title={views.parts} count={all.length}>
        <button type="button" class="primary" onClick={() => begin({ name: 'part' })}>
          {text.make}
        </button>
      </ListHead>
      {all.length === 0 ? (
        <section class="card">
          <p>{text.none}</p>
        </section>
      ) : (
        <VirtualTable
          label={views.parts}
          rows={all}
          keyOf={(part) => part.id}
          columns={[
            {
              name: 'part',
              title: text.part,
              share: 2,
              cell: (part) => <a href={linkTo('parts', part.id)}>{part.name}</a>,
              sort: ({ name }) => name,
            },
            { name: 'doors', title: views.doors, cell: ({ lockIds = [] }) => lockIds.length },
          ]}
        />
      )}
    </>
  );
}
