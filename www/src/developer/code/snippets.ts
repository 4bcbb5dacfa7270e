/** The receiver of webhooks, to paste. */
export const receiverCode = `import { createWebhookHandler } from 'unloc-integrator-client';

export const handler = createWebhookHandler({
  // The secret part of the URL that you register.
  token: process.env.UNLOC_WEBHOOK_TOKEN,
  async onEvent(event) {
    await save(event.id, event.action, event.keyId);
  },
});`;

const start = `import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';

const token = new TokenProvider(unlocV2(), { clientId, clientSecret });
const unloc = new UnlocClient({ token });
const all = { limit: Infinity };
`;

const snippets: { readonly [view: string]: string } = {
  overview: `import { fetchSnapshot, review } from 'unloc-integrator-client/access';

const snapshot = await fetchSnapshot(unloc, { projectId });
const week = { from: monday, to: nextMonday };
const seen = review(snapshot, week);
for (const finding of seen.findings()) console.log(finding.kind, finding.sentence);`,
  doors: `import { fetchSnapshot, whoCanOpen } from 'unloc-integrator-client/access';

const doors = await unloc.locks.list({ projectId }).toArray(all);
const snapshot = await fetchSnapshot(unloc, { projectId });
for (const { id, name } of doors) {
  const people = whoCanOpen(snapshot, { lockId: id, at: new Date() });
  console.log(name, people.map(({ appUserId }) => appUserId));
}`,
  people: `import { fetchSnapshot, whatCanOpen } from 'unloc-integrator-client/access';

const snapshot = await fetchSnapshot(unloc, { projectId });
for (const { door, from, to } of whatCanOpen(snapshot, { appUserId, at: new Date() })) {
  console.log(door, from, to);
}`,
  keys: `for await (const key of unloc.keys.list({ projectId })) {
  console.log(key.state, key.appUser?.name, key.lockId, key.start, key.end);
}

const job = await unloc.keys.create({ projectId, keys: [{ lockId, appUserId, start, end }] });
await unloc.keys.revoke({ projectId, keyId });`,
  groups: `for (const group of await unloc.accessGroups.list({ projectId }).toArray(all)) {
  console.log(group.name, group.appUserIds, group.lockIds);
}

await unloc.accessGroups.create({ projectId, name: 'Residents 14', lockIds, appUserIds });`,
  activity: `for await (const event of unloc.accessLog.list({ projectId })) {
  console.log(event.created, event.userName, event.action, event.lockName);
}`,
  review: `import { fetchSnapshot, review } from 'unloc-integrator-client/access';

const snapshot = await fetchSnapshot(unloc, { projectId });
const now = { from: new Date(), to: new Date(Date.now() + 1) };
for (const { kind, keyIds } of review(snapshot, now).findings({ kinds: ['noEnd', 'unusedSince'] })) {
  console.log(kind, keyIds);
}`,
  connect: `import { createTokenHandler } from 'unloc-integrator-client/auth';

// GET: which projects. POST: a token for one of them. The secret stays here.
export async function handler(request) {
  const { projects } = await token.discoverResources();
  if (request.method === 'GET') return Response.json({ projects });
  const { project_id: projectId } = await request.clone().json();
  return createTokenHandler(token.for({ projectId }), { authorize, scopes: ['project.admin'] })(request);
}`,
};

/** The lines that make a view. */
export function codeOf(view: string): string {
  return `${start}\n${snippets[view] ?? snippets.overview ?? ''}`;
}
