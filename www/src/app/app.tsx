import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connect, connection, connectionTrouble } from '../account/connection';
import { readEvents } from '../data/activity';
import '../data/observed';
import { loadEngine } from '../data/engine';
import { data, dataTrouble, projectId, readProject, readProjects, refresh } from '../data/project-data';
import { follow } from '../data/follow';
import { Unfinished } from '../flows/move-out/unfinished';
import { Notice } from '../flows/notice';
import { OpenFlow } from '../flows/open-flow';
import { Problem } from '../parts/problem';
import { speakAsBefore, words } from '../words/words';
import { view } from './address';
import { Banner } from './banner';
import { Navigation } from './navigation';
import { views } from './views';

/** The page. */
export function App() {
  useEffect(() => {
    void speakAsBefore();
    follow();
  }, []);
  useSignalEffect(() => {
    if (connection.value !== undefined) void readProjects();
  });
  useSignalEffect(() => {
    if (projectId.value !== undefined) void readProject(projectId.value).then(loadEngine).then(readEvents);
  });
  useSignalEffect(() => {
    document.title = `${words.value.views[view.value as keyof typeof words.value.views] ?? view.value} · ${words.value.title}`;
  });
  return (
    <>
      <a class="skip" href="#content">
        {words.value.skip}
      </a>
      <Navigation />
      <div class="main">
        <Banner />
        <Unfinished />
        <Notice />
        <main id="content" tabIndex={-1}>
          <Content />
        </main>
      </div>
      <OpenFlow />
    </>
  );
}

function Content() {
  const { trouble, starting, noSuchView } = words.value;
  if (connectionTrouble.value !== undefined)
    return <Problem title={trouble.start} error={connectionTrouble.value} again={() => void connect()} />;
  if (dataTrouble.value !== undefined)
    return <Problem title={trouble.read} error={dataTrouble.value} again={() => void refresh()} />;
  if (data.value === undefined) return <p class="starting">{starting}</p>;
  const View = views[view.value]?.component;
  return View === undefined ? <p>{noSuchView}</p> : <View />;
}
