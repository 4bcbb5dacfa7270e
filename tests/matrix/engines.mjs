// WebKit by plain WebDriver and Firefox by WebDriver BiDi, each without a client library: an engine is started once and given
// addresses; what a page reports is its title.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a program and the processes that it started. */
function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Starts a program and resolves to `{ value, stop }`: the first match of `pattern` in what it prints. */
async function started(program, parameters, pattern, env = {}) {
  const child = spawn(program, parameters, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const kill = () => endGroup(child);
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    kill();
    await ended;
  };
  let printed = '';
  const limit = setTimeout(stop, 60_000);
  try {
    const value = await new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text) => {
          printed += text;
          const found = pattern.exec(printed);
          if (found) resolve(found[1]);
        });
      child.once('error', reject);
      ended.then(() => reject(new Error(`${program} ended before it served:\n${printed}`)));
    });
    return { value, stop };
  } finally {
    clearTimeout(limit);
  }
}

/** What a page reports after `passed: `. `title()` resolves to its title. */
async function report(title, seconds = 60) {
  const deadline = Date.now() + seconds * 1000;
  let last = '';
  while (Date.now() < deadline) {
    last = await title();
    if (/^(?:passed|failed): /.test(last)) break;
    await sleep(100);
  }
  if (last.startsWith('passed: ')) return last.slice('passed: '.length);
  throw new Error(last.startsWith('failed: ') ? last.slice('failed: '.length) : `no report within ${seconds} s`);
}

/** Runs `use(reportOf)` with WebKit (https://www.w3.org/TR/webdriver2/). */
export async function withWebKit(use) {
  const { XVFB, WEBKIT_DRIVER, WEBKIT_BROWSER } = process.env;
  const display = await started(
    XVFB,
    ['-displayfd', '1', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'],
    /^(\d+)\n/,
  );
  const port = 41_800 + Math.floor(Math.random() * 400);
  const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${display.value}`, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
  });
  const endDriver = () => endGroup(driver);
  process.once('exit', endDriver);
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    const deadline = Date.now() + 20_000;
    while (
      !(await fetch(`http://127.0.0.1:${port}/status`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (Date.now() > deadline || driver.exitCode !== null) throw new Error(`${WEBKIT_DRIVER} does not answer`);
      await sleep(100);
    }
    const { sessionId } = await command('POST', '', {
      capabilities: {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary: WEBKIT_BROWSER, args: ['--automation'] } },
      },
    });
    try {
      return await use(async (address) => {
        await command('POST', `/${sessionId}/url`, { url: address });
        return report(() => command('GET', `/${sessionId}/title`));
      });
    } finally {
      await command('DELETE', `/${sessionId}`);
    }
  } finally {
    process.off('exit', endDriver);
    endDriver();
    await display.stop();
  }
}

/** Runs `use(reportOf)` with Firefox (https://www.w3.org/TR/webdriver-bidi/). `workspace` has the package `ws`. */
export async function withFirefox(workspace, use) {
  const WebSocket = createRequire(join(workspace, 'package.json'))('ws');
  const profile = mkdtempSync(join(tmpdir(), 'unloc-firefox-'));
  const firefox = await started(
    process.env.FIREFOX,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    /WebDriver BiDi listening on (ws:\/\/\S+)/,
    { HOME: profile },
  );
  try {
    const socket = new WebSocket(`${firefox.value}/session`);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const waiting = new Map();
    socket.on('message', (text) => {
      const { id, result, error, message } = JSON.parse(text);
      const { resolve, reject } = waiting.get(id) ?? {};
      if (error) reject?.(new Error(`${error}: ${message}`));
      else resolve?.(result);
    });
    const command = (method, params) =>
      new Promise((resolve, reject) => {
        const id = waiting.size + 1;
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    await command('session.new', { capabilities: {} });
    const { contexts } = await command('browsingContext.getTree', {});
    const [{ context }] = contexts;
    const title = async () => {
      const { result } = await command('script.evaluate', {
        expression: 'document.title',
        target: { context },
        awaitPromise: false,
      });
      return String(result?.value);
    };
    return await use(async (address) => {
      await command('browsingContext.navigate', { context, url: address, wait: 'interactive' });
      return report(title);
    });
  } finally {
    await firefox.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}
