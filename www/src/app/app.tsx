import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Unfinished } from '../flows/move-out/unfinished';
import { Notice } from '../flows/notice';
import { OpenFlow } from '../flows/open-flow';
import { speakAsBefore, words } from '../words/words';
import { place, view } from './address';
import { Banner } from './banner';
import { Content } from './content';
import { focusHeading } from './focus';
import { Navigation } from './navigation';
import { Notices } from './notices';
import { startReading } from './reading';
import { OpenPanel } from './open-panel';
import { startShortcuts } from './shortcuts';

/** The page. */
export function App() {
  useEffect(() => {
    void speakAsBefore();
    startReading();
    return startShortcuts();
  }, []);
  useSignalEffect(() => {
    document.title = `${words.value.views[view.value as keyof typeof words.value.views] ?? view.value} · ${words.value.title}`;
  });
  return (
    <>
      {/* No link: what is after # is the place. */}
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {words.value.skip}
      </button>
      <Navigation />
      <div class="main">
        <Banner />
        <Unfinished />
        <Notice />
        <main id="content" tabIndex={-1}>
          <Content />
          <FocusAfterSteps />
        </main>
      </div>
      <OpenFlow />
      <OpenPanel />
      <Notices />
    </>
  );
}

/** After the view, so that its effect comes when the view is there. */
function FocusAfterSteps() {
  const path = useComputed(() => place.value.parts.join('/')).value;
  useEffect(() => {
    if (path === shown) return;
    if (shown !== undefined) {
      window.scrollTo(0, 0);
      focusHeading();
    }
    shown = path;
  }, [path]);
  return null;
}

let shown: string | undefined;
