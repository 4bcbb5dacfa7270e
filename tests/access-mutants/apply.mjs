// Apply and the stores: each row takes the check of a rule away.
const source = (name) => `pkg/src/access/${name}.ts`;
const moved = 'tests/node/access/rules-apply-moved.test.mjs';
const door = 'tests/node/access/rules-apply-door.test.mjs';
const once = 'tests/node/access/rules-apply-once.test.mjs';
const stores = 'tests/node/access/rules-apply-stores.test.mjs';

const isAsPlanned = 'if (run.engine.print(run.plan, item, keys) === item.print) return true;';

export default [
  {
    rule: 'R23',
    file: source('apply/run-person'),
    from: isAsPlanned,
    to: 'if (item && keys) return true;',
    test: moved,
  },
  {
    rule: 'R24',
    file: source('apply/run-person'),
    from: isAsPlanned,
    to: 'if (item.live === 0 || run.engine.print(run.plan, item, keys) === item.print) return true;',
    test: moved,
  },
  {
    rule: 'R25',
    file: source('apply/run-person'),
    from: 'if (run.clock.wall() > Date.parse(run.plan.validUntil))',
    to: 'if (run.clock.wall() < 0)',
    test: moved,
  },
  {
    rule: 'R26',
    file: source('apply/run-person'),
    from: isAsPlanned,
    to: "if (item.print !== '') return true;",
    test: moved,
  },
  {
    rule: 'R27',
    file: source('stores/file-store'),
    from: '} else if (journal.plan !== plan.id) {',
    to: "} else if (journal.plan === '') {",
    test: stores,
  },
  {
    rule: 'R28',
    file: source('apply/keys'),
    from: "state === 'active' || state === 'scheduled' || state === 'inactive';",
    to: "state !== 'revoked';",
    test: door,
  },
  {
    rule: 'R29',
    file: source('apply/post'),
    from: 'const { start, ...key } = step.key!;',
    to: 'const { start, ...key } = { ...step.key!, end: undefined };',
    test: door,
  },
  {
    rule: 'R30',
    file: source('apply/work'),
    from: 'if (!isConfirmed(at)) return { other: at };',
    to: 'if (at.n < 0 && !isConfirmed(at)) return { other: at };',
    test: door,
  },
  {
    rule: 'R31',
    file: source('apply/work'),
    from: 'if (own && !isThere(own)) return { own };',
    to: 'if (own && !isThere(own) && own.outcome === undefined) return { own };',
    test: door,
  },
  {
    rule: 'R32',
    file: source('apply/give'),
    from: 'const again = gone.length === 0 && !person.run.isOver();',
    to: 'const again = gone.length > 0 && !person.run.isOver();',
    test: door,
  },
  {
    rule: 'R33',
    file: source('apply/remove-keys'),
    from: 'target.gone = !key || isOver(key);',
    to: 'target.gone = true;',
    test: door,
  },
  {
    rule: 'R34',
    file: source('apply/which-keys-go'),
    from: "return step.ref !== '' && mark(key, 'accessRef') === step.ref && !first.has(key.id);",
    to: 'return first.size < 0;',
    test: door,
  },
  {
    rule: 'R35',
    file: source('apply/remove-keys'),
    from: "if (tries === 0 || key.state === 'error') continue;",
    to: "if (tries >= 0 || key.state === 'error') continue;",
    test: door,
  },
  {
    rule: 'R36',
    file: source('apply/take-back'),
    from: "work.outcome = refused ? 'failed' : 'unknown';",
    to: "work.outcome = refused ? 'failed' : 'unknown';\n    failRun(run, work.error);",
    test: door,
  },
  {
    rule: 'R37',
    file: source('apply/take-back'),
    from: '  if (!(await intend(person, work))) return;\n  const left: Key[] = [];',
    to: '  const left: Key[] = [];',
    test: once,
  },
  {
    rule: 'R38',
    file: source('apply/give'),
    from: "mark(key, 'accessStep') === claim!.step && gone",
    to: "mark(key, 'accessStep') === '' && gone",
    test: once,
  },
  {
    rule: 'R39',
    file: source('apply/post'),
    from: 'if (run.clock.monotonic() - work.claimedAt <= run.settleMs / 4) return true;',
    to: 'if (run.clock.monotonic() >= 0) return true;',
    test: once,
  },
  {
    rule: 'R40',
    file: source('apply/give'),
    from: "=== 'arrived' ? 'arrived' : 'sent';",
    to: "=== 'arrived' ? 'arrived' : 'unsent';",
    test: once,
  },
  {
    rule: 'R41',
    file: source('apply/post'),
    from: "if (fate === 'arrived') await arrived(person, fresh, undefined);",
    to: "if (fate === 'arrived') for (const work of fresh) work.phase = 'sent';",
    test: once,
  },
  {
    rule: 'R42',
    file: source('apply/post'),
    from: 'if (named.size > 0 || works.length === 1) {',
    to: 'if (works.length > 0) {',
    test: once,
  },
  {
    rule: 'R43',
    file: source('apply/apply'),
    from: 'return person.works.map((work) => {',
    to: 'return person.works.filter(({ outcome }) => outcome !== undefined).map((work) => {',
    test: once,
  },
  {
    rule: 'R44',
    file: source('apply/apply'),
    from: "if (signal && signal.aborted) endRun(run, { by: 'signal' });",
    to: "if (signal && signal.aborted && epoch < 0) endRun(run, { by: 'signal' });",
    test: once,
  },
  {
    rule: 'R45',
    file: source('stores/file-store'),
    from: "if (content.torn === '') return '';",
    to: "if (content.torn.length < 1_000_000) return '';",
    test: stores,
  },
  {
    rule: 'R53',
    file: source('apply/run-person'),
    from: 'if (changedZone(person)) {',
    to: 'if (changedZone(person) && keys.length < 0) {',
    test: moved,
  },
];
