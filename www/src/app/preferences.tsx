import { accountOfAddress, pageOnDemo } from '../account/account-address';
import { speak, language, words } from '../words/words';
import { linkTo } from './address';
import { developing, panel } from './panels';
import { chooseTheme, theme, themes } from './theme';

/** Language, light and dark, and what is not for every day. */
export function Preferences() {
  const { shell, builtWith } = words.value;
  return (
    <div class="preferences">
      <fieldset class="segments" aria-label={shell.language}>
        <button type="button" lang="en" aria-pressed={language.value === 'en'} onClick={() => void speak('en')}>
          English
        </button>
        <button type="button" lang="nb" aria-pressed={language.value === 'nb'} onClick={() => void speak('nb')}>
          Norsk
        </button>
      </fieldset>
      <fieldset class="segments" aria-label={shell.theme}>
        {themes.map((one) => (
          <button key={one} type="button" aria-pressed={theme.value === one} onClick={() => chooseTheme(one)}>
            {shell.themes[one]}
          </button>
        ))}
      </fieldset>
      <ul class="further">
        <li>
          {accountOfAddress() === undefined ? (
            <a href={linkTo('connect')}>{shell.connect}</a>
          ) : (
            <a href={pageOnDemo}>{shell.toDemo}</a>
          )}
        </li>
        <li>
          <button
            type="button"
            class="link"
            aria-keyshortcuts="?"
            onClick={() => {
              panel.value = 'shortcuts';
            }}
          >
            {shell.shortcuts} <kbd>?</kbd>
          </button>
        </li>
        <li>
          <button
            type="button"
            class="link"
            aria-keyshortcuts="F2"
            aria-pressed={developing.value}
            onClick={() => {
              developing.value = !developing.value;
            }}
          >
            {shell.developer} <kbd>F2</kbd>
          </button>
        </li>
      </ul>
      <p class="small">{builtWith}</p>
    </div>
  );
}
