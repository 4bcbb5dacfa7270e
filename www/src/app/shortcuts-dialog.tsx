import { Dialog } from '../parts/dialog';
import { words } from '../words/words';
import { shortcutsOn, switchShortcuts } from './keyboard';
import { panel } from './panels';
import { sections } from './views';
import '../styles/search.css';

/** What the keys do. */
export function ShortcutsDialog() {
  const { shell, flows } = words.value;
  const { keys } = shell;
  const rows: readonly (readonly [string, string])[] = [
    ['Ctrl K · /', keys.find],
    ['G', keys.give],
    ['M', keys.moveOut],
    [`1–${sections.length}`, keys.sections],
    ['T', keys.table],
    ['?', keys.help],
    ['F2', keys.developer],
    ['Ctrl ↵', keys.send],
    ['Esc', keys.close],
    ['↑ ↓ ← →', keys.arrows],
  ];
  const close = (): void => {
    panel.value = undefined;
  };
  return (
    <Dialog
      title={keys.title}
      onClose={close}
      actions={
        <button type="button" onClick={close}>
          {flows.close}
        </button>
      }
    >
      <table class="shortcuts">
        <thead>
          <tr>
            <th scope="col">{keys.keyTable}</th>
            <th scope="col">{keys.does}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="switch">
        <input
          type="checkbox"
          checked={shortcutsOn.value}
          onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        />
        <span>
          {keys.on} <span class="small">{keys.off}</span>
        </span>
      </label>
    </Dialog>
  );
}
