import type { PlanDocument } from './document';
import { planText, type TextOptions } from './text';

const documents = new WeakMap<Plan, PlanDocument>();

/**
 * A plan: what must change, and nothing that sends. `JSON.stringify(plan)` is the file that `readPlan` reads; it holds phone
 * numbers, so keep it readable by its owner only. It cannot be changed.
 */
export class Plan {
  /** @internal Plans are made by `plan` and its like, and read by `readPlan`. */
  constructor(document: PlanDocument) {
    documents.set(this, freeze(document));
  }

  /** `sha256:` and the digest of all that is in it. */
  get id(): string {
    return this.document.id;
  }

  /** What is in it. */
  get document(): PlanDocument {
    return documents.get(this)!;
  }

  /** It in words, for a terminal: numbers are masked unless `masked` is false. */
  text(options?: TextOptions): string {
    return planText(this.document, options || {});
  }

  toJSON(): PlanDocument {
    return this.document;
  }
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  return Object.freeze(value);
}
