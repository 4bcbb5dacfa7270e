// keys.create on an API that loses answers, rounds moments, lists keys late, changes what was asked for, and whose clock is
// wrong: at the end of `wait` a person never has two usable keys to one door, and a success means that there is exactly one.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { client } from '../../support/built-package.mjs';
import { askForKeys, chaoticApi, changes, fates, guest, hour, minute, second } from '../../support/chaotic-api.mjs';
import { inVirtualTime } from '../../support/v2-stub.mjs';

const clocks = [0, undefined, hour, -hour].flatMap((dateErrorMs) =>
  [0, hour, -hour].map((clockErrorMs) => ({ dateErrorMs, clockErrorMs })),
);

/** Precisions and lateness in full, the clocks in turn: they decide nothing. With CHAOS=full all are combined (90 s). */
function cases(offset) {
  const conditions = [1, second, minute].flatMap((precisionMs) =>
    [0, 8, 11, 29, 45, 60].map((seconds) => ({ precisionMs, lateMs: seconds * second })),
  );
  return conditions.flatMap((condition, index) =>
    process.env.CHAOS === 'full'
      ? clocks.map((clock) => ({ ...condition, ...clock }))
      : { ...condition, ...clocks[(offset + index * 5) % clocks.length] },
  );
}

// The wasm is compiled in real time.
before(() => client.getLocks('a-token', {}));

describe('never two usable keys at the end of wait', () => {
  for (const [changeIndex, [change, { asked }]] of Object.entries(changes).entries()) {
    for (const [fateIndex, [fate, first]] of Object.entries(fates).entries()) {
      test(`API: ${change}; first request: ${fate}`, async () => {
        const seen = { ok: 0, surplus: 0, unknown: 0 };
        for (const { clockErrorMs, ...conditions } of cases(changeIndex * 4 + fateIndex)) {
          const what = JSON.stringify({ ...conditions, clockErrorMs });
          await inVirtualTime(
            async ({ now }) => {
              const api = chaoticApi({ now, change, answers: [first], ...conditions });
              const inputs = [{ ...guest, ...asked(now()) }];
              const { outcome, code, posts, usable } = await askForKeys(api, { now, inputs });
              assert.ok(posts <= 2, `${posts} requests: ${what}`);
              assert.ok(usable.length <= 1, `${usable.length} keys, ${code ?? 'ok'}: ${what}`);
              if (outcome) {
                const created = outcome.created.map(({ id }) => id);
                assert.deepEqual([created, usable.length], [usable, 1], what);
                seen.ok += 1;
                seen.surplus += outcome.surplus.length;
              } else if (code === 'invalid_argument') assert.equal(posts, 0, what);
              else {
                assert.equal(code, 'outcome_unknown', what);
                seen.unknown += 1;
              }
            },
            { clockErrorMs },
          );
        }
        assert.ok(seen.ok > 0, JSON.stringify(seen));
        // Keys that show up late, and only those, are taken back.
        assert.equal(seen.surplus > 0, fate !== 'it never arrives', JSON.stringify(seen));
        if (process.env.CHAOS) console.log(change, '|', fate, JSON.stringify(seen));
      });
    }
  }
});
