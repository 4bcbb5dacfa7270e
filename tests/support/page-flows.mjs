// What people do in the dialogs of the page, by role and visible name.

/** Opens the dialog that gives access. Resolves to the dialog. */
export async function giveDialog(page) {
  await page.getByRole('button', { name: 'Give access', exact: false }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Give access' });
  await dialog.waitFor();
  return dialog;
}

/** Types into a field with suggestions and takes the first, by the keyboard. */
export async function choose(dialog, field, ...texts) {
  const box = dialog.getByRole('combobox', { name: field });
  for (const text of texts) {
    await box.fill(text);
    await dialog.getByRole('option').first().waitFor();
    await box.press('Enter');
  }
}

/** The outcomes that a dialog shows, one text for each change. */
export const outcomesIn = (dialog) =>
  dialog.getByRole('list', { name: 'What became of each' }).getByRole('listitem').allInnerTexts();

/** Goes to a place of the page, as a link does. */
export async function goTo(page, place) {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, place);
  await page.getByRole('heading', { level: 1 }).waitFor();
}
