// Help: every page at every width, what is typed wrongly, and options before and after the command's name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTree, importFromCli } from '../../scripts/build/cli-tree.mjs';
import { inPipe, inTerminal, plain, user } from '../support/cli.mjs';

const cli = await commandTree();
const { displayWidth } = await importFromCli('output/display-width');
const { allCommands, entryPage, findEntry, globalOptions, isGroup, programPage, renderPage, topics, tree } = cli;
const { env } = user();
const style = new cli.Style(false);
const widths = [60, 80, 120];
const pages = [programPage(tree), ...allCommands(tree).map(({ path, entry }) => entryPage(entry, path)), ...topics];
const commands = allCommands(tree).filter(({ entry }) => !isGroup(entry));

test('every page fits every width, and only a word that is longer than the line is longer', () => {
  assert.ok(pages.length > 10);
  for (const page of pages)
    for (const width of widths)
      for (const line of renderPage(page, { width, style }).split('\n')) {
        const longWord = line.trim().split(' ').length === 1 || /^ {2}(?:unloc|-|<|\[|\S+$)/.test(line);
        assert.ok(displayWidth(line) <= width || longWord, `${page.name} at ${width}: ${line}`);
        assert.equal(line, line.trimEnd(), page.name);
      }
});

test('every row says what it is in the form that help, docs and completion expect', () => {
  for (const { path, entry } of allCommands(tree)) {
    assert.match(entry.summary, /^[A-Z].*[^.]$/, path);
    assert.match(entry.name, /^[a-z][a-z0-9-]*$/, path);
    if (isGroup(entry)) continue;
    for (const { flags, description } of entry.options ?? []) {
      assert.match(flags, /^(?:-[a-z], )?--[a-z][a-z0-9-]*(?: [<[][^>\]]+[>\]])?$/, `${path} ${flags}`);
      assert.match(description, /[^.]$/, `${path} ${flags}`);
    }
    for (const { description } of entry.arguments ?? []) assert.match(description, /[^.]$/, path);
  }
});

test('no command has an option of all commands as its own, which would never reach it', () => {
  const long = (flags) => /--(?:no-)?([a-z-]+)/.exec(flags)[1];
  const taken = [...globalOptions.map(({ flags }) => long(flags)), 'help', 'version'];
  for (const { path, entry } of commands)
    for (const { flags } of entry.options ?? []) assert.ok(!taken.includes(long(flags)), `${path} ${flags}`);
});

test('every example is a command that exists, with options that exist', () => {
  const shown = [...cli.firstExamples.filter(({ line }) => findEntry(tree, [line.split(' ')[1]]))];
  for (const { entry } of commands) shown.push(...(entry.examples ?? []));
  assert.ok(shown.length > 0);
  for (const { line } of shown)
    for (const [, words] of line.matchAll(/\bunloc ((?:[^|>;&"']|"[^"]*"|'[^']*')*)/g)) {
      const typed = words
        .replace(/"[^"]*"|'[^']*'/g, 'x')
        .trim()
        .split(/\s+/);
      const named = typed.filter((word) => !word.startsWith('-'));
      const entry = [named.slice(0, 2), named.slice(0, 1)]
        .map((path) => findEntry(tree, path))
        .find((one) => one && !isGroup(one));
      assert.ok(entry, `no command: ${line}`);
      const known = [...(entry.options ?? []), ...globalOptions].flatMap(({ flags }) =>
        flags.match(/(?<!\w)--?[a-z][a-z0-9-]*/g),
      );
      for (const option of typed.filter((word) => /^-[a-z-]/.test(word) && !/^-\d/.test(word)))
        assert.ok(known.includes(option.split('=')[0]), `${option} in: ${line}`);
    }
});

test('help in a terminal is as wide as the terminal, also with colours, and in a pipe 80 columns wide', async () => {
  for (const width of widths) {
    const { code, screen } = await inTerminal(['doors', 'list', '--help'], { env, columns: width });
    assert.equal(code, 0);
    const page = entryPage(findEntry(tree, ['doors', 'list']), 'doors list');
    assert.equal(plain(screen), renderPage(page, { width, style }));
    assert.ok(screen.includes('\u001b[1m'), 'headings are bold');
  }
  const { stdout, stderr, code } = await inPipe(['--help'], { env });
  assert.deepEqual([code, stderr], [0, '']);
  assert.equal(stdout, renderPage(programPage(tree), { width: 80, style }));
});

test('a command, a group and a topic by `help`, by `--help` and alone', async () => {
  const said = async (...words) => {
    const { code, stdout, stderr } = await inPipe(words, { env });
    assert.deepEqual([code, stderr], [0, ''], words.join(' '));
    return stdout;
  };
  const doors = await said('doors');
  assert.equal(await said('doors', '--help'), doors);
  assert.equal(await said('help', 'doors'), doors);
  assert.equal(await said('help', 'locks'), doors);
  assert.equal(await said('help', 'doors', 'list'), await said('doors', 'list', '-h'));
  assert.equal(await said('help'), await said('--help'));
  for (const topic of topics) assert.equal(await said('help', topic.name), renderPage(topic, { width: 80, style }));
  const { data } = JSON.parse(await said('help', 'doors', 'list', '--json'));
  assert.deepEqual([data.name, data.options], ['list', []]);
  const shown = await inTerminal(['help', 'errors', '--no-pager'], { env, columns: 80 });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /124 {2}the deadline/);
});

test('`unloc` alone says where you are, without a call where nobody is logged in', async () => {
  const { code, stdout, stderr } = await inPipe([], { env: { ...env, UNLOC_URL: 'http://127.0.0.1:1' } });
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /You are not logged in/);
  assert.equal(stdout.match(/^ {2}unloc /gm).length, 6, 'six examples');
  const { screen } = await inTerminal([], { env, columns: 60 });
  assert.match(plain(screen), /You are not logged in/);
  const known = {
    ...env,
    UNLOC_URL: 'http://127.0.0.1:1',
    UNLOC_CLIENT_ID: 'me',
    UNLOC_CLIENT_SECRET: 'a-secret',
    UNLOC_PROJECT: '11111111-2222-3333-4444-555555555555',
  };
  const placed = await inPipe([], { env: known });
  assert.equal(placed.code, 0, placed.stderr);
  assert.match(placed.stdout, /Project +11111111-2222-3333-4444-555555555555/);
  assert.match(placed.stdout, /API +http:\/\/127\.0\.0\.1:1/);
  assert.doesNotMatch(placed.stdout + placed.stderr, /a-secret/);
});

test('with --json also a group alone and the script of a shell are JSON', async () => {
  const group = await inPipe(['keys', '--json'], { env });
  assert.deepEqual([group.code, JSON.parse(group.stdout).data.name], [0, 'keys']);
  const completion = await inPipe(['completion', 'bash', '--json'], { env });
  assert.match(JSON.parse(completion.stdout).data.script, /complete -F _unloc unloc/);
});

test('what is typed wrongly ends with 2, says what is near, and writes nothing to stdout', async () => {
  const cases = [
    [['dors'], /^unloc: There is no command "dors"\. Did you mean doors\? See `unloc --help`\.\n$/],
    [['list'], /Did you mean .*`unloc doors list`/],
    [
      ['doors', 'lst'],
      /^unloc doors: There is no command "lst" here\. Did you mean list\? See `unloc doors --help`\.\n$/,
    ],
    [['doors', 'list', '--jsn'], /^unloc doors list: There is no option --jsn\. Did you mean --json\?/],
    [['doors', 'list', 'x', 'y'], /The command takes no argument, but got 2\. See `unloc doors list --help`\./],
    [['--color', 'pink', 'doors', 'list'], /'pink' is invalid\. Allowed choices are auto, always, never\./],
    [['doors', 'list', '--project'], /The option --project <project> has no value\./],
    [['doors', 'list', '--json', '--csv'], /--json and --csv cannot be used together/],
    [['help', 'nothing'], /There is no command and no topic "nothing"/],
    [['doors', 'list', '--timeout', 'soon'], /--timeout must be a duration/],
  ];
  for (const [words, sentence] of cases) {
    const { code, stdout, stderr } = await inPipe(words, { env });
    assert.deepEqual([code, stdout], [2, ''], words.join(' '));
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n {4}at /);
  }
  const { code, screen } = await inTerminal(['dors'], { env });
  assert.equal(code, 2);
  assert.match(plain(screen), /Did you mean doors\?/);
});

test('the options of all commands are taken before, between and after the words of the command', async () => {
  // Each is seen by what it does to a command that sends nothing.
  const known = { ...env, UNLOC_URL: 'http://127.0.0.1:1', UNLOC_CLIENT_ID: 'me', UNLOC_CLIENT_SECRET: 'a-secret' };
  const places = (option) => [
    [...option, 'help', 'doors', 'list'],
    ['help', ...option, 'doors', 'list'],
    ['help', 'doors', 'list', ...option],
  ];
  const outcomes = {
    '--json': ({ stdout }) => JSON.parse(stdout).data.name === 'list',
    '--ndjson': ({ stdout }) => JSON.parse(stdout).name === 'list' && stdout.trim().split('\n').length === 1,
    '--color': ({ stdout }) => stdout.includes('\u001b[1m'),
    // Node 20 takes this option of a script for its own, reads the file, and ends with 9 if there is none.
    '--dotenv': ({ code, stderr }) => code === 2 && stderr.includes('/no/such/file'),
    '--timeout': ({ code, stderr }) => code === 2 && stderr.includes('--timeout must be a duration'),
  };
  const values = { '--color': ['always'], '--dotenv': ['/no/such/file'], '--timeout': ['x'] };
  for (const [option, seen] of Object.entries(outcomes))
    for (const words of places([option, ...(values[option] ?? [])])) {
      const result = await inPipe(words, { env });
      assert.ok(seen(result), `${words.join(' ')}: ${result.stdout}${result.stderr}`);
    }
  for (const words of [
    ['--profile', 'none', 'whoami'],
    ['whoami', '--profile', 'none'],
  ]) {
    const { code, stderr } = await inPipe(words, { env: known });
    assert.equal(code, 2, words.join(' '));
    assert.match(stderr, /There is no profile "none"/);
  }
  for (const words of [
    ['--columns', 'api', 'whoami', '--csv'],
    ['whoami', '--csv', '--columns', 'api'],
    ['--csv', 'whoami', '--columns=api'],
  ]) {
    const { stdout } = await inPipe(words, { env: known });
    assert.equal(stdout, 'api\r\nhttp://127.0.0.1:1\r\n', words.join(' '));
  }
  for (const words of [
    ['--project', '11111111-2222-3333-4444-555555555555', '--json'],
    ['--json', '--project=11111111-2222-3333-4444-555555555555'],
  ]) {
    const { stdout } = await inPipe(words, { env: known });
    assert.equal(JSON.parse(stdout).data.project.id, '11111111-2222-3333-4444-555555555555');
  }
});

test('every option of all commands reaches the command, wherever it stands', async () => {
  const { createProgram } = await importFromCli('command/program');
  const expected = {
    profile: 'p',
    project: 'q',
    dotenv: 'f',
    json: true,
    ndjson: true,
    csv: true,
    columns: 'a,b',
    pager: false,
    color: 'never',
    yes: true,
    dryRun: true,
    timeout: '5m',
    verbose: true,
  };
  const value = {
    '<name>': 'p',
    '<project>': 'q',
    '<file>': 'f',
    '<names>': 'a,b',
    '<when>': 'never',
    '<duration>': '5m',
  };
  const words = globalOptions.flatMap(({ flags }) => flags.split(' ').map((word) => value[word] ?? word));
  for (const line of [
    [...words, 'doors', 'list'],
    ['doors', ...words, 'list'],
    ['doors', 'list', ...words],
  ]) {
    const seen = [];
    await createProgram('0', line, async (_command, name, _args, _options, global) => {
      seen.push([name, { ...global }]);
    }).parseAsync(line, { from: 'user' });
    assert.deepEqual(seen, [['doors list', expected]], line.join(' '));
  }
});
