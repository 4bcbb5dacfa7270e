// Sections of CHANGELOG.md.
import { CannotContinue } from '../setup/command.mjs';

/** The text below a version's heading, without the heading; throws if there is none, or if it says "not yet released". */
export function sectionOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) =>
    new RegExp(`^${version.replaceAll('.', '\\.')}(?:,|$)`, 'm').test(text.split('\n')[0]),
  );
  if (section === undefined) throw new CannotContinue(`CHANGELOG.md has no section "## ${version}".`);
  const [heading, ...lines] = section.split('\n');
  if (heading.includes('not yet released'))
    throw new CannotContinue(`CHANGELOG.md says "${heading}": write the date in place of "not yet released".`);
  const text = lines.join('\n').trim();
  if (text === '') throw new CannotContinue(`The section of ${version} in CHANGELOG.md is empty.`);
  return text;
}

/** The changelog with the date in the heading that Changesets has written. */
export function dated(changelog, version, date) {
  return changelog.replace(`## ${version}\n`, `## ${version}, ${date}\n`);
}
