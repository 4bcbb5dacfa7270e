import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlanDocument } from 'unloc-integrator-client/access';
import { configFolder } from '../../account/config-folder';

/** The folder of plans of move-outs that are not done. They hold phone numbers. */
export function folder(): string {
  return join(configFolder(), 'move-out');
}

/** Removes the plans of a person, and their journals, when nothing of them is left to do. */
export async function forgetPlans(appUserId: string): Promise<void> {
  const files = await readdir(folder()).catch(() => []);
  for (const name of files.filter((one) => one.endsWith('.plan.json'))) {
    const file = join(folder(), name);
    const text = await readFile(file, 'utf8').catch(() => '');
    if (!isOf(text, appUserId)) continue;
    for (const one of [file, `${file}.journal`]) await rm(one, { force: true });
  }
}

function isOf(text: string, appUserId: string): boolean {
  try {
    const { items } = JSON.parse(text) as Partial<PlanDocument>;
    return items?.every(({ item }) => item === appUserId) ?? false;
  } catch {
    return false;
  }
}
