import { data, people, projectId, projects } from '../data/project-data';
import { Icon } from '../parts/icon';
import { narrow } from '../parts/narrow';
import { language, words } from '../words/words';
import { changeSearch, goTo, linkTo, place, view } from './address';
import { Preferences } from './preferences';
import { sections } from './views';

const countOf: { readonly [name: string]: () => number | undefined } = {
  doors: () => data.value?.doors.length,
  people: () => (data.value === undefined ? undefined : people.value.size),
  keys: () => data.value?.keys.length,
  groups: () => data.value?.groups.length,
  parts: () => data.value?.parts.length,
};

/** How many sections are in reach of a thumb; the others are under “More”. */
const inBar = 4;

/** Project, sections, preferences: at the side, or where there is little room, above and below. */
export function Navigation() {
  const { sections: label, title, shell } = words.value;
  const [first, rest] = narrow.value ? [sections.slice(0, inBar), sections.slice(inBar)] : [sections, []];
  return (
    <nav class="navigation" aria-label={label}>
      <p class="mark">
        <img src="./icon.svg" alt="" width="28" height="28" /> <span>{title}</span>
      </p>
      <Project />
      <ul class="sections">
        {first.map((name) => (
          <Section key={name} name={name} />
        ))}
        {narrow.value && (
          <li>
            <button type="button" popovertarget="more" data-here={rest.includes(view.value) || undefined}>
              <Icon name="more" />
              <span>{shell.more}</span>
            </button>
          </li>
        )}
      </ul>
      {narrow.value ? (
        <div id="more" class="nav-more" popover="auto">
          <ul>
            {rest.map((name) => (
              <Section key={name} name={name} />
            ))}
          </ul>
          <Preferences />
        </div>
      ) : (
        <Preferences />
      )}
    </nav>
  );
}

function Section({ name }: { name: string }) {
  const titles: { readonly [name: string]: string } = words.value.views;
  return (
    <li>
      <a
        href={name === 'overview' ? '#/' : linkTo(name)}
        aria-current={view.value === name ? 'page' : undefined}
        onClick={closeMore}
      >
        <Icon name={name} />
        <span>{titles[name]}</span>
        <span class="count">{countOf[name]?.()?.toLocaleString(language.value)}</span>
      </a>
    </li>
  );
}

function closeMore(): void {
  document.querySelector<HTMLElement>('#more:popover-open')?.hidePopover();
}

/** The project. Another one is shown in the same view; a door or a person of one is not in another. */
function Project() {
  const { project } = words.value;
  if (projects.value.length === 0) return <span class="project" />;
  const choose = (id: string): void => {
    const [section, item] = place.value.parts;
    if (section !== undefined && item !== undefined) goTo(section);
    changeSearch('project', id);
    projectId.value = id;
  };
  return (
    <label class="project">
      <span>{project}</span>
      <select value={projectId.value} onChange={(event) => choose(event.currentTarget.value)}>
        {projects.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
