// Transferred sizes stay within benches/budget.json. Times are measured by `npm run bench`.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { againstBudget } from '../../../benches/sizes.mjs';

describe('the budget of sizes', () => {
  for (const { name, files, gzip, budget } of againstBudget()) {
    test(`${name} travels in no more bytes than its budget`, () => {
      assert.ok(
        gzip <= budget,
        `${files.join(' and ')} of pkg/dist come to ${gzip} bytes by gzip -9, ${gzip - budget} more than `
          + `the budget of ${budget} in benches/budget.json. Find what grew (npm run bench shows raw, gzip and brotli), or raise the budget and say why.`,
      );
    });
  }
});
