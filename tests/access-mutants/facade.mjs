// What the entry never sends, and never prints.
export default [
  {
    rule: 'R12',
    file: 'pkg/src/access/fetching/lists.ts',
    from: '  return lockIds.map((lockId) => ({ ...list, query: { lockId } }));',
    to: "  return lockIds.map((lockId) => ({ ...list, query: { lockId, excludeStates: 'revoked' } }));",
    test: 'tests/node/access/fetch-snapshot.test.mjs',
  },
  {
    rule: 'R21',
    file: 'pkg/src/access/apply/door-api-v2.ts',
    from: "      await client.request({ method: 'DELETE', path: at }, options);",
    to: "      await client.request({ method: 'DELETE', path: at.slice(0, at.lastIndexOf('/')) }, options);",
    test: 'tests/node/access/rules-facade.test.mjs',
  },
  {
    rule: 'R46',
    file: 'pkg/src/access/snapshot/internals.ts',
    from: "(appUserId === undefined ? 'Somebody' : masked(appUserId))",
    to: "(appUserId === undefined ? 'Somebody' : appUserId)",
    test: 'tests/node/access/rules-facade.test.mjs',
  },
];
