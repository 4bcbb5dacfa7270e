// Reports what the workers of a page say: a dedicated one, a shared one and a service worker, each an ES module.
import { report } from './report.js';

const said = (target) =>
  new Promise((resolve, reject) => {
    target.onmessage = ({ data }) => (data.failed ? reject(new Error(data.failed)) : resolve(data.passed));
  });
const failing = (worker) =>
  new Promise((_, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be started'));
  });

async function dedicated() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return Promise.race([said(worker), failing(worker)]);
}

async function shared() {
  const worker = new SharedWorker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const told = said(worker.port);
  worker.port.start();
  return Promise.race([told, failing(worker)]);
}

async function service() {
  const registration = await navigator.serviceWorker.register(new URL('./worker.js', import.meta.url), {
    type: 'module',
  });
  const worker = registration.installing || registration.waiting || registration.active;
  const { port1, port2 } = new MessageChannel();
  const told = said(port1);
  worker.postMessage('say', [port2]);
  return told.finally(() => registration.unregister());
}

async function all() {
  const texts = [];
  for (const [name, run] of Object.entries({ dedicated, shared, service }))
    texts.push(
      `${name}: ${await run().catch((error) => {
        throw new Error(`${name}: ${error.message}`);
      })}`,
    );
  return texts.join('; ');
}

report(all());
