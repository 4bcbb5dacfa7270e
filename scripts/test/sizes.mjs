// Prints what the built package weighs beside benches/budget.json. tests/node holds the budget; this shows what changed.
import { againstBudget } from '../../benches/sizes.mjs';

for (const { name, gzip, budget } of againstBudget()) {
  const difference = gzip - budget;
  const row = [
    name.padEnd(9),
    String(gzip).padStart(8),
    'bytes by gzip,',
    `${difference > 0 ? '+' : ''}${difference}`.padStart(7),
    `of ${budget}`,
  ];
  console.log(row.join(' '));
}
