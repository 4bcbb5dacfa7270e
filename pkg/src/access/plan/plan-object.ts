import type { PlanDocument } from './document';
import { planText, type TextOptions } from './text';

const documents = new WeakMap<Plan, PlanDocument>();

/**
 * A plan: what must change. It sends nothing, and cannot be changed. `JSON.stringify(plan)` is the file that `readPlan`
 * reads; it contains phone numbers, so let only its owner read it.
 */
export class Plan {
  /** @internal Plans are made by `plan` and its like, and read by `readPlan`. */
  constructor(document: PlanDocument) {
    documents.set(this, freeze(document));
  }

  /** `sha256:` and the digest of the document. */
  get id(): string {
    return this.document.id;
  }

  /** The document of the plan. */
  get document(): PlanDocument {
    return documents.get(this)!;
  }

  /**
   * The plan as text, for a terminal. Phone numbers are masked unless `masked` is false.
   *
   * @param options colours, width, and whether numbers are masked.
   * @returns lines of text.
   */
  text(options?: TextOptions): string {
    return planText(this.document, options || {});
  }

  /**
   * The document, for `JSON.stringify`.
   *
   * @returns the document.
   */
  toJSON(): PlanDocument {
    return this.document;
  }
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  return Object.freeze(value);
}
