import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Notice } from '../flows/notice';
import { data } from '../data/project-data';
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
        <Later />
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

/** What was begun before, and is not done: it comes after the first rows. */
function Later() {
  const loaded = useSignal<{ component: ComponentType } | undefined>(undefined);
  useSignalEffect(() => {
    if (data.value === undefined || loaded.peek() !== undefined) return;
    import('../flows/move-out/unfinished').then(
      ({ Unfinished }) => {
        loaded.value = { component: Unfinished };
      },
      // Without a network; what was begun is still kept.
      () => undefined,
    );
  });
  const Component = loaded.value?.component;
  return Component === undefined ? null : <Component />;
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
