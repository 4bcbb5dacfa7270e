import { AccessError, refusedBy, sentenceOf, type Refused } from '../access-error';
import { fill } from '../sentences/fill';

/** What refuses a plan, by the codes of the engine and of `readPlan`, and what to do about it. */
const sentences: { [code: string]: string } = {
  notSealed: 'The snapshot is not sealed, so it may be incomplete. Add all its pages, then call seal().',
  snapshotOld:
    'The snapshot is {minutes} minutes old, and {allowed} are allowed. Read a new one, or allow more with "validForMinutes".',
  snapshotFromFuture:
    'The snapshot is {minutes} minutes in the future. Correct the clock that "now" comes from, or use the API\'s.',
  revokeShare:
    '{planned} of {of} keys would be taken back, and {allowed} may be[ ({percent} %)]. Check that the list is complete. If it is, allow this number: {remedy}.',
  revokeOfFew:
    '{planned} of {of} keys would be taken back. Of fewer than 10 keys, at most {allowed} may be. Check that the list is complete. If it is, allow this number: {remedy}.',
  revokeAll:
    'All {of} keys would be taken back. Check that the list is complete. If it is, allow this number: {remedy}.',
  revokeMany:
    '{planned} keys would be taken back, and at most {allowed} may be. Check that the list is complete. If it is, allow this number: {remedy}.',
  fewerPeople:
    'The list covers everything and has {allowed} people, fewer than half of the {of} who have keys now. {planned} keys would be taken back. Check that the list is complete. If it is, allow this number: {remedy}.',
  emptyDoors: 'Nobody could open {planned} of the doors any more. If that is right, allow this number: {remedy}.',
  createMany:
    '{planned} keys would be made, and at most {allowed} may be. Each sends a message that cannot be called back. If that is right, allow this number: {remedy}.',
  createTimes:
    '{planned} keys would be made, more than three times the {of} that there are. Each sends a message that cannot be called back. If that is right, allow this number: {remedy}.',
  forEver:
    "{ref} would get a key without an end. Add an end, or confirm twice that none is meant: to: 'forEver' in the grant, and forEver: true (--for-ever) for the run.",
  noSuchStay: 'There is no live key of {owner} with the reference {ref}.',
  manyPeople: 'The keys of {ref} belong to several people, so it is not known whose stay to change.',
  noEnd: 'The stay of {ref} has no end, so it cannot be extended.',
  notLater: 'The stay of {ref} already ends at that time or later.',
  planNotJson: 'This is not a plan: the text is not JSON, or was cut off.',
  planNotAPlan: 'This is not a plan: "format" is not unloc-plan/1.',
  planVersion: 'The plan has the format {format}, and this version reads unloc-plan/1. Make a new plan.',
  planChanged:
    'The plan was changed after it was made: its id does not match its content. Make a new plan. To apply a part of a plan, name the people with "only".',
  planShape: '"{member}" of the plan is missing or malformed. Make a new plan.',
};

/** A plan that a safety rule refuses. Nothing was sent. */
export class PlanRefused extends Error {
  /** The rule, such as `R17`; see docs/access.md. */
  readonly rule: string;
  /** What it comes to: `planned`, `allowed`, `of`, … */
  readonly numbers?: { [name: string]: number };
  /** The option that lifts it, with exactly the number `planned`; none for what cannot be lifted. */
  readonly flag?: string;
  /** The code of the reason. */
  readonly code: string;

  /** @internal */
  constructor(refused: Refused) {
    super(planSentence(refused));
    this.name = 'PlanRefused';
    this.code = refused.code;
    this.rule = String(refused.rule);
    if (refused.numbers !== undefined) this.numbers = refused.numbers as { [name: string]: number };
    if (refused.flag !== undefined) this.flag = String(refused.flag);
  }
}

function planSentence(refused: Refused): string {
  const template = sentences[refused.code];
  if (template === undefined) return sentenceOf(refused);
  const numbers = (refused.numbers || {}) as { [name: string]: number };
  const { flag } = refused;
  const dashed = String(flag).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const remedy = flag && `limits.${String(flag)}: ${numbers.planned} (--${dashed} ${numbers.planned})`;
  return fill(template, { ...refused, ...numbers, remedy });
}

/** Runs a function of the engine. What a safety rule refuses becomes a {@link PlanRefused}. */
export function planned<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const refused = thrown instanceof AccessError ? thrown.refused : refusedBy(thrown);
    if (refused !== undefined && (refused.rule !== undefined || sentences[refused.code] !== undefined)) {
      throw new PlanRefused(refused);
    }
    throw thrown;
  }
}
