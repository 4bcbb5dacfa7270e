import { data, people, projectId, projects } from '../data/project-data';
import { language, speak, words } from '../words/words';
import { linkTo, view } from './address';
import { views } from './views';

const countOf: { readonly [name: string]: () => number | undefined } = {
  doors: () => data.value?.doors.length,
  people: () => (data.value === undefined ? undefined : people.value.size),
  keys: () => data.value?.keys.length,
  groups: () => data.value?.groups.length,
  parts: () => data.value?.parts.length,
};

/** Project, sections, language. */
export function Navigation() {
  const { sections, views: titles, project, title } = words.value;
  return (
    <nav class="navigation" aria-label={sections}>
      <p class="mark">
        <img src="./icon.svg" alt="" width="28" height="28" /> {title}
      </p>
      <label class="project">
        <span>{project}</span>
        <select
          value={projectId.value}
          onChange={(event) => {
            projectId.value = event.currentTarget.value;
          }}
        >
          {projects.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <ul>
        {Object.keys(views).map((name) => (
          <li key={name}>
            <a href={name === 'overview' ? '#/' : linkTo(name)} aria-current={view.value === name ? 'page' : undefined}>
              <span>{titles[name as keyof typeof titles]}</span>
              <span class="count">{countOf[name]?.()?.toLocaleString(language.value)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="languages">
        <button type="button" lang="en" aria-pressed={language.value === 'en'} onClick={() => void speak('en')}>
          English
        </button>
        <button type="button" lang="nb" aria-pressed={language.value === 'nb'} onClick={() => void speak('nb')}>
          Norsk
        </button>
      </p>
      <p class="small">{words.value.builtWith}</p>
    </nav>
  );
}
