import { accountOfAddress } from '../account/account-address';
import { connection } from '../account/connection';
import { isStale, readOnly } from '../data/freshness';
import { data, dataTrouble, reading, refresh } from '../data/project-data';
import { FlowButtons } from '../flows/buttons';
import { errorWords } from '../format/error-words';
import { doorTime } from '../format/time';
import { Icon } from '../parts/icon';
import { narrow } from '../parts/narrow';
import { words } from '../words/words';
import { Clock, ClockTime } from './clock';
import { newVersion, goOn } from './offline';
import { panel } from './panels';

/** Finding, what is done most, and which Unloc the page works on. */
export function Banner() {
  const { find, refresh: again } = words.value;
  return (
    <header class="banner">
      <div class="banner-actions">
        <button
          type="button"
          class="find"
          aria-keyshortcuts="Control+K /"
          onClick={() => {
            panel.value = 'search';
          }}
        >
          <Icon name="search" />
          <span>{find}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <FlowButtons />
        <button
          type="button"
          class="refresh"
          aria-label={again}
          title={again}
          disabled={reading.value}
          onClick={() => void refresh()}
        >
          <Icon name="refresh" />
        </button>
      </div>
      <Which />
      <Stale />
      <Newer />
    </header>
  );
}

/** Which Unloc it is. */
function Which() {
  const { demo, shell } = words.value;
  const { kind } = connection.value ?? {};
  if (kind === 'account')
    return (
      <p class="which">
        {shell.account} <b>{new URL(accountOfAddress()?.api ?? '', window.location.href).host}</b>
      </p>
    );
  if (kind !== 'embedded') return null;
  if (!narrow.value)
    return (
      <div class="which">
        <p class="demo">{demo}</p>
        <Clock />
      </div>
    );
  return (
    <details class="which">
      <summary>
        <span>
          {shell.demoShort} · <ClockTime />
        </span>
      </summary>
      <p>{demo}</p>
      <Clock />
    </details>
  );
}

/** That what is shown is from before, and why. */
function Stale() {
  const { shell, trouble } = words.value;
  const read = data.value;
  const here = connection.value;
  return (
    <div role="status">
      {isStale.value && read !== undefined && here !== undefined && (
        <p class="stale">
          <span>
            <b>{shell.asOf(doorTime(read.asOf, read.doors[0]?.timezone, here.now()))}</b>{' '}
            {readOnly.value && `${shell.nothingChanges} `}
            {errorWords(dataTrouble.value)}
          </span>
          <button type="button" disabled={reading.value} onClick={() => void refresh()}>
            {trouble.again}
          </button>
        </p>
      )}
    </div>
  );
}

/** That a newer version of the page is there. Nothing is loaded anew by itself: somebody may be in the middle of something. */
function Newer() {
  const { newVersion: said, reload } = words.value.shell;
  return (
    <div role="status">
      {newVersion.value && (
        <p class="stale">
          <span>{said}</span>
          <button type="button" onClick={goOn}>
            {reload}
          </button>
        </p>
      )}
    </div>
  );
}
