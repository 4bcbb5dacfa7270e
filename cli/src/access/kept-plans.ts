import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { PlanDocument } from 'unloc-integrator-client/access';
import { configFolder } from '../account/config-folder';

/** The folder of plans that commands keep for themselves until they are done. They hold phone numbers. */
function folder(): string {
  return resolve(configFolder(), 'move-out');
}

/** Where the plan of a move-out is kept. */
export function keptPlanFile(planId: string): string {
  return join(folder(), `${planId.replace(/\W/g, '-').slice(0, 23)}.plan.json`);
}

/** The journal beside a plan. */
export function journalOf(file: string): string {
  return `${file}.journal`;
}

async function forget(file: string): Promise<void> {
  for (const one of [file, journalOf(file)]) await rm(one, { force: true });
}

/** Removes a plan that is done, if a command had kept it for itself. */
export async function forgetPlan(file: string): Promise<void> {
  if (dirname(resolve(file)) === folder()) await forget(file);
}

/** Removes the plans that were kept of a person, when nothing of them is left to do. */
export async function forgetPlansOf(appUserId: string): Promise<void> {
  const files = await readdir(folder()).catch(() => []);
  for (const name of files.filter((one) => one.endsWith('.plan.json'))) {
    const file = join(folder(), name);
    if (isOf(await readFile(file, 'utf8').catch(() => ''), appUserId)) await forget(file);
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
