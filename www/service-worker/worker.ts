/// <reference lib="webworker" />
// Keeps the page's own files, so that it opens without a network. It never touches what goes to another place: calls and
// tokens are not its business.
declare const self: ServiceWorkerGlobalScope;
/** Written when the page is built: all its files, and a name that changes with them. */
declare const files: readonly string[];
declare const version: string;

const name = `page-${version}`;
const scope = new URL('./', self.location.href);

self.addEventListener('install', (event) => {
  // Names of files change with what is in them, but not that of the page itself.
  const requests = files.map((file) => new Request(file, { cache: file === './' ? 'reload' : 'default' }));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  const forget = async (): Promise<void> => {
    for (const old of await caches.keys()) if (old.startsWith('page-') && old !== name) await caches.delete(old);
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length);
  const file = path === '' || path === 'index.html' ? './' : `./${path}`;
  if (!files.includes(file)) return;
  event.respondWith(caches.match(file, { cacheName: name }).then((found) => found ?? fetch(request)));
});
