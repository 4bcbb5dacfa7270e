import type { PlanDocument } from '../plan/document';

/** A step of a plan, in a store. */
export interface StoredStep {
  /** The id of the plan. */
  planId: string;
  /** The item of the plan: the person's number. */
  item: string;
  /** The step's number in its item. */
  n: number;
}

/** What became of a step. */
export interface StepResult {
  /** `arrived`: the API has taken it. `refused`: it will not be done. `confirmed`: it was read back as done. */
  outcome: 'arrived' | 'refused' | 'confirmed';
  /** The keys that it made or revoked, as far as they are known. */
  keyIds: string[];
  /** When this was learnt, ISO 8601, by the store's clock if it has one. */
  at: string;
}

/** The intention to do a step, and what became of it. */
export interface StepClaim {
  /** Whether the call that returned this may do the step. Always false in what {@link ApplyStore.read} returns. */
  won: boolean;
  /** When the step was last claimed, ISO 8601, by the store's clock; none if it was not. */
  sentAt?: string;
  /** `accessStep` in the metadata of the step's key: a UUID. Every try of one step has the same. Empty if not claimed. */
  step: string;
  /** How often it was claimed. */
  attempt: number;
  /** What became of the last claim. */
  settled?: StepResult;
  /** Keys of earlier claims that ended in the state `error`. */
  gone?: string[];
}

/**
 * Keeps what an apply intends and what became of it. What a function resolves to is durable: it survives the end of the
 * process and of the machine. A store that may lose what it acknowledged makes keys twice.
 */
export interface ApplyStore {
  /**
   * Opens a plan, or opens it again: then the epoch is higher, and claims with the earlier one are not won any more.
   * Rejects if another plan of the same owner and an overlapping scope is open, and says which.
   *
   * @param plan the document of the plan.
   * @returns the epoch of this opening, 1 or more.
   */
  begin(plan: PlanDocument): Promise<{ epoch: number }>;
  /**
   * Claims a step that nobody has claimed. The claim is durable when this resolves.
   *
   * @param at the step, and the epoch that `begin` returned.
   * @returns the claim. `won` is false if somebody has claimed the step, or if the epoch is an earlier one.
   */
  claim(at: StoredStep & { epoch: number }): Promise<StepClaim>;
  /**
   * Claims a step again, if its last claim is `attempt`, nothing final is known of it, and it is `settleMs` old by the
   * store's clock. Of several callers one wins.
   *
   * @param at `gone`: keys of the earlier claims that ended in the state `error`.
   * @returns the claim. `won` is true for one caller.
   */
  again(at: StoredStep & { epoch: number; attempt: number; settleMs: number; gone?: string[] }): Promise<StepClaim>;
  /**
   * Writes down what became of a step. `confirmed` and `refused` are final.
   *
   * @param at the step.
   * @param result what became of it.
   */
  settle(at: StoredStep, result: StepResult): Promise<void>;
  /**
   * The claims of a plan, or of one of its items.
   *
   * @param planId the id of the plan.
   * @param item a person's number. Default: all items.
   * @returns the claims of steps that were claimed.
   */
  read(planId: string, item?: string): Promise<Array<{ item: string; n: number; claim: StepClaim }>>;
  /**
   * Closes a plan: another one of its owner and scope may be begun. `apply` closes a plan of which nothing is unknown.
   *
   * @param planId the id of the plan.
   */
  close?(planId: string): Promise<void>;
  /** Called when an `apply` has ended. */
  release?(): Promise<void>;
}
