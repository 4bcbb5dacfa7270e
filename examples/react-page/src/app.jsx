import { useState } from 'react';
import { Door } from './door.jsx';
import { DoorList } from './door-list.jsx';
import { useProject } from './hooks.mjs';

export function App({ projects, isEmbedded }) {
  const [projectId, setProjectId] = useState(projects[0]);
  if (projectId === undefined) return <p className="loading">You may see no project. Ask whoever runs this page.</p>;
  return (
    <>
      <header>
        <h1>Doors and keys</h1>
        <label>
          Project{' '}
          <select value={projectId} onChange={(event) => setProjectId(event.target.value)}>
            {projects.map((id) => (
              <ProjectOption key={id} projectId={id} />
            ))}
          </select>
        </label>
        {isEmbedded && (
          <p className="note">An embedded Unloc in this tab: no real door opens. Reloading starts over.</p>
        )}
      </header>
      <Project key={projectId} projectId={projectId} />
    </>
  );
}

function ProjectOption({ projectId }) {
  const { data } = useProject(projectId);
  return <option value={projectId}>{data?.name ?? projectId}</option>;
}

function Project({ projectId }) {
  const [door, setDoor] = useState();
  return (
    <main>
      <DoorList projectId={projectId} chosen={door} onChoose={setDoor} />
      {door ? (
        <Door key={door.id} projectId={projectId} door={door} />
      ) : (
        <p className="loading">Choose a door to see who has a key.</p>
      )}
    </main>
  );
}
