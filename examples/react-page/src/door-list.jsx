import { Failure } from './failure.jsx';
import { useDoors } from './hooks.mjs';

export function DoorList({ projectId, chosen, onChoose }) {
  const { data: doors, error, isLoading, reload } = useDoors(projectId);
  return (
    <nav aria-labelledby="doors" aria-busy={isLoading}>
      <h2 id="doors">Doors</h2>
      {error && <Failure what="The doors could not be read." error={error} onRetry={reload} />}
      {!doors && isLoading && <p className="loading">Reading doors…</p>}
      {doors?.length === 0 && <p className="loading">This project has no doors.</p>}
      <ul>
        {doors?.map((door) => (
          <li key={door.id}>
            <button type="button" aria-current={door.id === chosen?.id} onClick={() => onChoose(door)}>
              {door.name}
              <small>{door.address?.street}</small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
