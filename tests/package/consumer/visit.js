// The same consumer in every bundler and runtime: reads all data of a lock holder from the embedded Unloc.
function dataOf({ data, error }, what, id = 'id') {
  if (error) throw new Error(`${what}: ${error.code}: ${error.message}`);
  if (!Array.isArray(data) || data.length === 0)
    throw new Error(`${what}: expected a list, got ${JSON.stringify(data)}`);
  if (!data.every((one) => typeof one[id] === 'string' && one[id] !== ''))
    throw new Error(`${what}: one of them has no ${id}`);
  return data;
}

/** Reads a project into a snapshot and asks it. */
async function visitDoors(unloc, projectId, { fetchSnapshot, canOpen, review, whoCanOpen, load }) {
  await load();
  const snapshot = await fetchSnapshot(unloc, { projectId });
  const from = new Date();
  const to = new Date(from.getTime() + 7 * 86400000);
  const rows = Array.from(review(snapshot, { from, to }));
  const row = rows.find(({ appUserId }) => appUserId !== null);
  const { opens, sentence } = canOpen(snapshot, { appUserId: row.appUserId, lockId: row.lockId, at: row.from });
  if (!opens || !/ can open /.test(sentence)) throw new Error(`a row of the review does not open: ${sentence}`);
  const people = whoCanOpen(snapshot, { lockId: row.lockId, at: row.from });
  if (!people.some(({ appUserId }) => appUserId === row.appUserId)) throw new Error('whoCanOpen leaves somebody out');
  snapshot.free();
  return `${rows.length} openings`;
}

export async function visit({
  createSandbox,
  init,
  lockHolderScope,
  getLockHolders,
  getLocks,
  getKeys,
  getRoles,
  access,
}) {
  const sandbox = await createSandbox();

  async function token(scope) {
    const response = await sandbox.fetch(`${sandbox.url}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: sandbox.clientId,
        client_secret: sandbox.clientSecret,
        scope,
      }),
    });
    const answer = await response.json();
    if (typeof answer.access_token !== 'string')
      throw new Error(`no token: ${response.status} ${JSON.stringify(answer)}`);
    return answer.access_token;
  }

  init(sandbox.url, { fetch: sandbox.fetch });
  const lockHolders = dataOf(await getLockHolders(await token()), 'lock holders');
  const lockHolder = lockHolders[0];
  const scoped = await token(lockHolderScope(lockHolder));
  const params = { lockHolderId: lockHolder.id };
  const answers = await Promise.all([getLocks(scoped, params), getKeys(scoped, params), getRoles(scoped, params)]);
  const locks = dataOf(answers[0], 'locks');
  const keys = dataOf(answers[1], 'keys');
  const roles = dataOf(answers[2], 'roles', 'userId');
  if (!keys.every(({ lockId }) => locks.some(({ id }) => id === lockId)))
    throw new Error('a key is for none of the locks');

  const refused = await getLocks('not.a.token', params);
  if (!refused.error || refused.error.code !== 'unauthorized') {
    throw new Error(`a wrong token should give "unauthorized", and gave ${JSON.stringify(refused.error)}`);
  }

  const unloc = sandbox.client();
  const { projects } = await unloc.resources.discover();
  const doors = await unloc.locks.list({ projectId: projects[0].projectId }).toArray({ limit: 100 });
  if (projects.length !== lockHolders.length || doors.length === 0)
    throw new Error(`the sandbox's own client found ${projects.length} projects and ${doors.length} locks`);
  const openings = access ? `, ${await visitDoors(unloc, projects[0].projectId, access)}` : '';
  return `${lockHolders.length} lock holders; ${lockHolder.name}: ${locks.length} locks, ${keys.length} keys, ${roles.length} roles${openings}`;
}
