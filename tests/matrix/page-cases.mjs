// Three things that people do in the page "Doors and keys", in the two engines that are not Chromium's: who can open a door at
// a time, a guest gets access and loses it, somebody moves out. Clicks and keys are the engine's own.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { root } from '../support/root.mjs';
import { withFirefox, withWebKit } from './engines.mjs';

/** In the page: what is seen of a kind and called so, in the dialog that is open, else in all of the page. */
const find = `(kind, name) => {
  const kinds = {
    button: 'button',
    link: 'a[href]',
    field: 'input, select',
    heading: 'h1, h2, h3',
    option: '[role=option]',
  };
  const called = (element) =>
    (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim();
  const within = document.querySelector('dialog[open]') ?? document;
  const found = [...within.querySelectorAll(kinds[kind])]
    .filter((element) => element.checkVisibility() && !element.disabled)
    .find((element) => new RegExp(name).test(called(element)));
  found?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return found ?? null;
}`;
const isThere = `(kind, name) => (${find})(kind, name) !== null`;
/** In the page: it stands still and nothing lies over it. While rows come in, a click goes where it stood a moment ago. */
const canBeClicked = `async (kind, name) => {
  const element = (${find})(kind, name);
  if (!element) return false;
  const before = element.getBoundingClientRect();
  await new Promise((seen) => setTimeout(seen, 150));
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return element.isConnected && x === before.x && y === before.y && hit !== null && element.contains(hit);
}`;
const saysSo = '(text) => new RegExp(text).test(document.body.innerText)';

/** What a person does with an engine's hands: waits until something is there, then clicks it or types into it. */
function personWith({ ask, click, type, open }) {
  const until = async (what, question, ...texts) => {
    const deadline = Date.now() + 60_000;
    while ((await ask(question, ...texts)) !== true) {
      if (Date.now() > deadline)
        throw new Error(`${what} is not there; the page says: ${await ask('() => document.body.innerText')}`);
      await sleep(100);
    }
  };
  return {
    open,
    ask,
    async sees(text) {
      await until(text, saysSo, text);
    },
    async clicks(kind, name) {
      await until(`${kind} ${name}`, canBeClicked, kind, name);
      await click(find, kind, name);
    },
    async types(text, name) {
      await until(`field ${name}`, isThere, 'field', name);
      await type(text, find, 'field', name);
    },
    // How a date is typed differs by engine and country, so it is put there.
    async fills(value, name) {
      await until(`field ${name}`, isThere, 'field', name);
      await ask(
        `(value, name) => {
          const field = (${find})('field', name);
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, value);
          for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
        }`,
        value,
        name,
      );
    },
    /** What the embedded Unloc of the page says: a function of it and the client. */
    knows: (code) => ask(`() => (${code})(window.unloc)`),
  };
}

/** Who can open the parcel room on a Saturday at ten, by the clock of the door. */
async function whoAndWhen(person) {
  await person.clicks('link', '^Parcel room');
  await person.sees('Who can open it, and when');
  const { day, people } = await person.knows(`async ({ sandbox, unloc, now, projectIds: [projectId] }) => {
    const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
    const { id: lockId } = locks.find(({ name }) => name === 'Parcel room');
    const saturday = new Date(now());
    saturday.setUTCDate(saturday.getUTCDate() + ((6 - saturday.getUTCDay() + 7) % 7 || 7));
    const day = saturday.toISOString().slice(0, 10);
    const hourThere = (at) => Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Oslo', hour: 'numeric', hourCycle: 'h23' }).format(at));
    const at = [8, 9].map((hour) => new Date(day + 'T0' + hour + ':00:00Z')).find((one) => hourThere(one) === 10);
    const [door] = sandbox.doors({ lockId, at: at.toISOString() });
    // A key that is being made opens nothing yet; whether it will be made in time is not known.
    const keys = await unloc.keys.list({ projectId, lockId, excludeStates: ['creating'] }).toArray({ limit: 1000 });
    const made = new Set(keys.map(({ id }) => id));
    return { day, people: (door?.people ?? []).filter(({ keyIds }) => keyIds.some((id) => made.has(id))).length };
  }`);
  await person.fills(`${day}T10:00`, 'Who can open at');
  await person.sees(`${people} (?:person|people) can open Sat[^\\n]*10:00`);
  return `${people} can open on Saturday`;
}

const keysOf = (number) => `async ({ unloc, projectIds: [projectId] }) =>
  (await unloc.keys.list({ projectId, appUserId: '${number}', excludeStates: ['revoked', 'expired'] }).toArray({ limit: 100 })).length`;

/** A guest gets two doors for the weekend, and loses them. */
async function guest(person) {
  await person.clicks('button', '^Give access');
  await person.types('91234567\uE007', '^People');
  await person.types('laundry\uE007', '^Doors');
  await person.types('parcel\uE007', '^Doors');
  await person.clicks('button', '^The weekend');
  await person.sees('gets 2 doors from Fri[^\\n]*16:00 to Sun');
  await person.clicks('button', '^Give 2 keys');
  await person.sees('2 usable');
  assert.equal(await person.knows(keysOf('+4791234567')), 2);
  await person.clicks('button', '^Take back all 2');
  await person.sees('Nothing is there any more');
  assert.equal(await person.knows(keysOf('+4791234567')), 0);
  await person.clicks('button', '^Done');
  return 'a guest had two doors';
}

/** Somebody moves out: nothing of theirs is left. */
async function movesOut(person) {
  await person.clicks('link', '^People');
  await person.clicks('link', '^Henrik Vik');
  await person.sees('What can be opened, and when');
  assert.ok((await person.knows(keysOf('+447700900103'))) > 0);
  await person.clicks('button', '^Move out');
  await person.sees('Henrik Vik moves out: ');
  await person.clicks('button', '^Begin');
  await person.sees('Read back: 0 keys left');
  assert.equal(await person.knows(keysOf('+447700900103')), 0);
  return 'somebody moved out';
}

const engine = (name, variable, start) => ({
  name: `${name}: the page, as three people use it`,
  folder: 'engines',
  run: async (workspace) => {
    if (!process.env[variable]) {
      if (process.env.CI) throw new Error(`${variable} is not set: npm run test:matrix sets it`);
      return 'left out, for it is not here';
    }
    const built = join(root, 'www', 'dist');
    if (!existsSync(join(built, 'index.html'))) throw new Error('the page is not built: npm run build');
    const server = createPageServer({ '/': built });
    const address = await listen(server, 18_900, 200);
    try {
      return await start(workspace, async (_, hands) => {
        const person = personWith(hands);
        const done = [];
        for (const task of [whoAndWhen, guest, movesOut]) {
          await person.open(address);
          done.push(await task(person));
        }
        return done.join('; ');
      });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  },
});

export const pageCases = [
  engine('Firefox', 'FIREFOX', withFirefox),
  engine('WebKit', 'WEBKIT_DRIVER', (_, use) => withWebKit(use)),
];
