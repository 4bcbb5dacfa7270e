// How a change reads in CHANGELOG.md: its sentence, and a link to the pull request or the commit that brought it.
import { execFileSync } from 'node:child_process';

/** The subject of a commit; empty if there is none yet. */
function subjectOf(commit) {
  return commit === undefined
    ? ''
    : execFileSync('git', ['log', '-1', '--format=%s', commit], { encoding: 'utf8' }).trim();
}

/** A line of the changelog. A squashed pull request has its number at the end of the subject: `… (#12)`. */
export function releaseLine(summary, commit, subject, repository) {
  const [first, ...rest] = summary.trim().split('\n');
  const number = subject.match(/\(#(\d+)\)$/)?.[1];
  let link = '';
  if (number !== undefined) link = ` ([#${number}](${repository}/pull/${number}))`;
  else if (commit !== undefined) link = ` ([${commit.slice(0, 7)}](${repository}/commit/${commit}))`;
  return [`- ${first}${link}`, ...rest.map((line) => (line === '' ? line : `  ${line}`))].join('\n');
}

export default {
  getReleaseLine: async ({ summary, commit }, _type, { repository }) =>
    releaseLine(summary, commit, subjectOf(commit), repository),
  // There is one version for all packages, so no package is told of another's.
  getDependencyReleaseLine: async () => '',
};
