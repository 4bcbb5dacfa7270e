// The last step of npm start: the README's example, and who can open what in the embedded Unloc.
import { join } from 'node:path';
import { CannotContinue, run } from '../setup/command.mjs';
import { root } from '../setup/project.mjs';
import { startEmbeddedUnloc } from './embedded-unloc.mjs';
import { layOutExample } from './readme-example.mjs';

/** The command line as it is in this folder. */
export const unlocCommand = 'node cli/dist/unloc.mjs';

const shownKeys = 6;

/** Resolves to what is told of both. */
export async function runExamples() {
  const unloc = await startEmbeddedUnloc(process.env);
  const env = {
    ...process.env,
    UNLOC_URL: unloc.url,
    UNLOC_CLIENT_ID: unloc.clientId,
    UNLOC_CLIENT_SECRET: unloc.clientSecret,
    // The profiles of whoever runs this have no part in it.
    UNLOC_CONFIG_DIR: join(root, 'target', 'example', 'profiles'),
    UNLOC_PROFILE: '',
    UNLOC_PROJECT: '',
  };
  try {
    return [
      '“Your first key” of README.md:\n',
      indented(await runExample('first-key')),
      '',
      indented(await whoCanOpenWhat(env)),
      '',
    ].join('\n');
  } finally {
    unloc.stop();
  }
}

async function runExample(name) {
  const printed = await run(process.execPath, [layOutExample(name)], {
    title: 'the README example',
    limitMinutes: 1,
    quiet: true,
  });
  if (printed.trim() === '')
    throw new CannotContinue(
      'The README example ended well but printed nothing: it should print what the embedded Unloc answered.',
    );
  return printed.trimEnd();
}

/** A line about the first project, and its first keys as a table: by names, and by the clock of the door. */
async function whoCanOpenWhat(env) {
  const command = (...words) =>
    run(process.execPath, [join(root, 'cli', 'dist', 'unloc.mjs'), ...words], {
      title: `unloc ${words.join(' ')}`,
      limitMinutes: 1,
      quiet: true,
      env,
    });
  const list = async (...words) => JSON.parse(await command(...words, '--json')).data;
  const [project] = await list('projects', 'list');
  const ofProject = ['list', '--project', project.id];
  const [doors, keys, people, table] = await Promise.all([
    list('doors', ...ofProject),
    list('keys', ...ofProject),
    list('people', ...ofProject),
    command('keys', ...ofProject, '--columns', 'name,lockName,state,end,zone', '--color', 'never', '--no-pager'),
  ]);
  return [
    `${project.name} · ${doors.length} doors · ${keys.length} keys · ${people.length} people`,
    '',
    ...table.split('\n').slice(0, shownKeys + 1),
    `and ${keys.length - shownKeys} more`,
  ].join('\n');
}

const indented = (text) => text.replace(/^(?=.)/gm, '  ');
