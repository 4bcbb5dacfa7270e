// Prints what the built package and the page weigh beside benches/budget.json. tests/node holds the budget of the package; that
// of the page is held here.
import { againstBudget, pageAgainstBudget } from '../../benches/sizes.mjs';

const page = pageAgainstBudget();
for (const { name, gzip, budget } of [...againstBudget(), page]) {
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
if (page.gzip > page.budget) {
  console.error(`The first load of the page is too large: ${page.files.join(', ')}`);
  process.exitCode = 1;
}
