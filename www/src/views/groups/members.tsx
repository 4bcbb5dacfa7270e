import { words } from '../../words/words';

/** A person or a door of a group. */
interface Member {
  id: string;
  name: string;
  href: string;
}

/** The people or the doors of a group or part. */
export function Members({
  title,
  members,
  onRemove,
}: {
  title: string;
  members: readonly Member[];
  onRemove?: (id: string) => void;
}) {
  return (
    <section class="card">
      <h2>
        {title} <span class="count">{members.length}</span>
      </h2>
      <ul class="names" aria-label={title}>
        {[...members]
          .sort((one, other) => one.name.localeCompare(other.name))
          .map(({ id, name, href }) => (
            <li key={id}>
              <a href={href}>{name}</a>
              {onRemove && (
                <button
                  type="button"
                  class="quiet-button"
                  aria-label={words.value.flows.remove(name)}
                  onClick={() => onRemove(id)}
                >
                  ✕
                </button>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}
