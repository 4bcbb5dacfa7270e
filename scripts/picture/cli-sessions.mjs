// Sessions at a terminal, as the built command line writes them: `unloc demo` and a plan.
import { spawn } from '@lydell/node-pty';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/project.mjs';

const command = join(root, 'cli', 'dist', 'unloc.mjs');
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the control sequences.
const controls = /\u001b\[[\d;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: how a bar of progress is taken away.
const takenAway = /^[^\n]*\r\u001b\[K/gm;
const plain = (screen) =>
  screen
    .replace(takenAway, '')
    .replace(controls, '')
    .replaceAll('\r\n', '\n')
    .replace(/^\^C\n?/m, '');

/** What differs each time, as it was once: ports, keys of addresses, the time of day. */
const steady = (text) =>
  text
    .replace(/127\.0\.0\.1%3A\d+/g, '127.0.0.1%3A4020')
    .replace(/(embedded Unloc at http:\/\/127\.0\.0\.1:)\d+/, (_, before) => `${before}4021`)
    .replace(/127\.0\.0\.1:(?!4021)\d+/g, '127.0.0.1:4020')
    .replace(/(127\.0\.0\.1:4020\/)[\w-]{12,}/g, '$1…')
    .replace(/([?#&]key=)[\w-]+/g, '$1…')
    .replace(/keys seen \d\d:\d\d/, 'keys seen 09:00');

/** A person with a folder of their own. */
function person() {
  const home = mkdtempSync(join(tmpdir(), 'unloc-picture-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    UNLOC_CONFIG_DIR: join(home, 'unloc'),
    TERM: 'xterm-256color',
    PAGER: 'cat',
  };
  /** Types a command; `shell` words are read by a shell, in which `unloc` is the command. */
  const type = (line, columns = 100) => {
    const script = `trap : INT; unloc() { '${process.execPath}' '${command}' "$@"; }; ${line}`;
    const terminal = spawn('/bin/sh', ['-c', `${script}; printf '\\033]7777\\007'; read -r line`], {
      cols: columns,
      rows: 60,
      env,
      cwd: home,
    });
    let screen = '';
    const ended = new Promise((resolve) => {
      terminal.onData((text) => {
        screen += text;
        if (!screen.includes('\u001b]7777\u0007')) return;
        terminal.kill('SIGKILL');
        resolve(`${`$ ${line}\n${steady(plain(screen)).trim()}`.trimEnd()}\n`);
      });
    });
    return { ended, terminal, seen: () => screen };
  };
  return { type, leave: () => rmSync(home, { recursive: true }) };
}

/** Waits until a text is on the screen. */
async function shown(session, text) {
  for (let tries = 0; !session.seen().includes(text); tries += 1) {
    if (tries > 300) throw new Error(`"${text}" never appeared: ${session.seen()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Records both sessions; resolves to their texts. */
export async function cliSessions() {
  const { type, leave } = person();
  const demo = type('unloc demo --no-open');
  try {
    await shown(demo, 'Ctrl-C');
    const opened = `$ unloc demo\n${steady(plain(demo.seen())).trimEnd()}\n`;
    const said = async (line) => await type(line).ended;
    const doors = await said('unloc doors list --columns name,battery,timezone | head -n 5');
    const given = await said(
      'unloc keys give --to +447700900501 --door Laundry --from "2030-03-05 16:00" --for 2d --yes',
    );
    const sample = await said('unloc plan --sample > bookings.csv');
    const planned = await said('unloc plan bookings.csv --out plan.json');
    return { demo: [opened, doors, given].join('\n'), plan: [sample, planned].join('\n') };
  } finally {
    demo.terminal.write('\u0003');
    await demo.ended;
    leave();
  }
}
