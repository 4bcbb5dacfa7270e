import { useErrorBoundary } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { pageOnDemo } from '../account/account-address';
import { connect, connection, connectionTrouble } from '../account/connection';
import { isStale, readOrKeptProjects } from '../data/freshness';
import { data, dataTrouble, projectId, refresh } from '../data/project-data';
import { Problem } from '../parts/problem';
import { words } from '../words/words';
import { linkTo, place, view } from './address';
import { views } from './views';

/** The view, or what stands in its way. */
export function Content() {
  const { noSuchView, shell } = words.value;
  const found = views[view.value];
  if (found === undefined)
    return (
      <>
        <h1>{noSuchView}</h1>
        <p>
          <a href="#/">{shell.toOverview}</a>
        </p>
      </>
    );
  const { component: View, unconnected } = found;
  const path = place.value.parts.join('/');
  const shown = (
    <Unbroken key={path}>
      <View />
    </Unbroken>
  );
  return unconnected ? shown : <Connected>{shown}</Connected>;
}

/** What is shown once there is something to show. */
function Connected({ children }: { children: ComponentChildren }) {
  const { trouble, starting, shell } = words.value;
  if (connectionTrouble.value !== undefined)
    return (
      <>
        <Problem title={trouble.start} error={connectionTrouble.value} again={() => void connect()} />
        <p class="ways-on">
          <a href={linkTo('connect')}>{shell.whyNot}</a> <a href={pageOnDemo}>{shell.toDemo}</a>
        </p>
      </>
    );
  const here = data.value !== undefined && data.value.project.id === projectId.value;
  if (dataTrouble.value !== undefined && !isStale.value)
    return (
      <>
        <Problem title={trouble.read} error={dataTrouble.value} again={again} />
        {connection.value?.kind === 'account' && (
          <p class="ways-on">
            <a href={linkTo('connect')}>{shell.whyNot}</a>
          </p>
        )}
      </>
    );
  return here ? children : <p class="starting">{starting}</p>;
}

function again(): void {
  void (projectId.value === undefined ? readOrKeptProjects() : refresh());
}

/** A view that breaks takes nothing else with it, and says what to do. */
function Unbroken({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  const { broken, brokenAdvice, toOverview, reload } = words.value.shell;
  if (error === undefined) return <>{children}</>;
  return (
    <div class="problem" role="alert">
      <h1>{broken}</h1>
      <p>{brokenAdvice}</p>
      <p class="small">
        <code>{String(error)}</code>
      </p>
      <p class="ways-on">
        <button type="button" onClick={() => window.location.reload()}>
          {reload}
        </button>
        <a href="#/">{toOverview}</a>
      </p>
    </div>
  );
}
