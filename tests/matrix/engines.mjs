// WebKit by plain WebDriver and Firefox by WebDriver BiDi, each without a client library: an engine is started once and given
// addresses; what a page reports is its title. Beside that it has hands: it clicks and types as the engine's own input does.
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

/**
 * Runs `use(reportOf, hands)` with WebKit (https://www.w3.org/TR/webdriver2/). Hands: `open(address)`;
 * `ask(code, ...texts)`, the JSON of what a function of the page resolves to; `click(code, ...texts)` and
 * `type(text, code, ...texts)` on the element that the function returns, with \uE007 as Enter.
 */
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
      const session = (method, path, body) => command(method, `/${sessionId}${path}`, body);
      const open = (address) => session('POST', '/url', { url: address });
      const element = async (code, texts) => {
        const script = `return (${code})(...arguments);`;
        const found = await session('POST', '/execute/sync', { script, args: texts });
        return Object.values(found)[0];
      };
      const hands = {
        open,
        ask: async (code, ...texts) => {
          const script = `const done = [...arguments].at(-1); Promise.resolve((${code})(...[...arguments].slice(0, -1)))
            .then((value) => done(JSON.stringify(value ?? null)), (error) => done(JSON.stringify({ error: String(error) })));`;
          return JSON.parse(await session('POST', '/execute/async', { script, args: texts }));
        },
        click: async (code, ...texts) => session('POST', `/element/${await element(code, texts)}/click`, {}),
        type: async (text, code, ...texts) => session('POST', `/element/${await element(code, texts)}/value`, { text }),
      };
      const reportOf = async (address) => {
        await open(address);
        return report(() => session('GET', '/title'));
      };
      return await use(reportOf, hands);
    } finally {
      await command('DELETE', `/${sessionId}`);
    }
  } finally {
    process.off('exit', endDriver);
    endDriver();
    await display.stop();
  }
}

/** The same with Firefox (https://www.w3.org/TR/webdriver-bidi/). `workspace` has the package `ws`. */
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
    const open = (url) => command('browsingContext.navigate', { context, url, wait: 'interactive' });
    const call = async (functionDeclaration, texts) => {
      const { result, exceptionDetails } = await command('script.callFunction', {
        functionDeclaration,
        arguments: texts.map((value) => ({ type: 'string', value })),
        target: { context },
        awaitPromise: true,
        userActivation: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result;
    };
    const act = (source) => command('input.performActions', { context, actions: [source] });
    const click = async (code, ...texts) => {
      const { sharedId } = await call(code, texts);
      const origin = { type: 'element', element: { sharedId } };
      await call(
        '() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => seen(true))))',
        [],
      );
      const pressed = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }));
      await act({
        type: 'pointer',
        id: 'mouse',
        actions: [{ type: 'pointerMove', x: 0, y: 0, origin }, ...pressed],
      });
    };
    const hands = {
      open,
      ask: async (code, ...texts) => {
        const json = `async (...texts) => JSON.stringify((await (${code})(...texts)) ?? null)`;
        return JSON.parse((await call(json, texts)).value);
      },
      click,
      type: async (text, code, ...texts) => {
        await click(code, ...texts);
        const actions = [...text].flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
        await act({ type: 'key', id: 'keyboard', actions });
      },
    };
    const reportOf = async (address) => {
      await open(address);
      return report(title);
    };
    return await use(reportOf, hands);
  } finally {
    await firefox.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}
