import type { Refused } from '../access-error';
import { idOf } from './canonical';
import type { PlanDocument } from './document';
import { Plan } from './plan-object';
import { PlanRefused } from './plan-refused';

const refuse = (code: string, more?: object): never => {
  throw new PlanRefused({ code, rule: 'R22', ...more } as Refused);
};

/** The members that a plan has, by their types. */
const members: { [name: string]: 'string' | 'object' | 'array' } = {
  id: 'string',
  made: 'string',
  validUntil: 'string',
  by: 'string',
  scope: 'object',
  seen: 'object',
  zones: 'object',
  zonesUntil: 'string',
  doors: 'array',
  items: 'array',
  keep: 'array',
  waiting: 'array',
  findings: 'array',
  summary: 'object',
  limits: 'object',
};

/**
 * Reads a plan from its JSON. Members that are not known are ignored, but belong to its id.
 *
 * @param json the text, or its bytes in UTF-8.
 * @returns the plan.
 * @throws PlanRefused (R22) if the text is not a plan, has another format, or was changed.
 */
export function readPlan(json: string | Uint8Array): Plan {
  let given: unknown;
  try {
    given = JSON.parse(typeof json === 'string' ? json : new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return refuse('planNotJson');
  }
  const document = Object(given) as { [name: string]: unknown };
  const { format } = document;
  if (format !== 'unloc-plan/1') {
    return /^unloc-plan\/\d+$/.test(String(format)) ? refuse('planVersion', { format }) : refuse('planNotAPlan');
  }
  for (const [name, type] of Object.entries(members)) {
    const value = document[name];
    if ((Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value) !== type) {
      return refuse('planShape', { member: `"${name}"` });
    }
  }
  if (idOf(document) !== document.id) return refuse('planChanged');
  return new Plan(document as unknown as PlanDocument);
}
