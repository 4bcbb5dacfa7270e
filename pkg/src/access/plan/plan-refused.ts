import { AccessError, refusedBy, sentenceOf, type Refused } from '../access-error';
import { fill } from '../sentences/fill';

/** What refuses a plan, by the codes of the engine and of `readPlan`, and what to do about it. */
const sentences: { [code: string]: string } = {
  notSealed:
    'The snapshot is not sealed: it is not known whether all of it is there, so nothing is planned. Read it to its end, and call seal().',
  snapshotOld:
    'The snapshot is {minutes} minutes old, and a plan may be made for {allowed}: read it again, or allow more by "validForMinutes".',
  snapshotFromFuture:
    'The snapshot is from {minutes} minutes in the future: correct the clock that "now" comes from, or use the API\'s.',
  revokeShare:
    '{planned} of {of} keys would be taken back, and {allowed} may be[ ({percent} %)]. Look whether the list is whole. If that is right, allow this number: {remedy}.',
  revokeOfFew:
    '{planned} of {of} keys would be taken back, and of fewer than 10 no more than {allowed} may be. Look whether the list is whole. If that is right, allow this number: {remedy}.',
  revokeAll:
    'All {of} keys would be taken back. Look whether the list is whole. If that is right, allow this number: {remedy}.',
  revokeMany:
    '{planned} keys would be taken back, and no more than {allowed} may be. Look whether the list is whole. If that is right, allow this number: {remedy}.',
  fewerPeople:
    'The list is about everything and has {allowed} people, where {of} have keys now: fewer than half, and {planned} keys would be taken back. Look whether it is whole. If that is right, allow this number: {remedy}.',
  emptyDoors: 'Nobody could open {planned} of the doors any more. If that is right, allow this number: {remedy}.',
  createMany:
    '{planned} keys would be made, each with a message that cannot be called back, and no more than {allowed} may be. If that is right, allow this number: {remedy}.',
  createTimes:
    '{planned} keys would be made, each with a message that cannot be called back, where there are {of}: more than three times as many. If that is right, allow this number: {remedy}.',
  forEver:
    "{ref} would get a key without an end. Give the grant one, or say that it is meant, for the grant (to: 'forEver') and for the run: forEver: true (--for-ever).",
  noSuchStay: 'There is no live key of {owner} with the reference {ref}.',
  manyPeople: 'The keys of {ref} are of several people, so it is not known whose stay it is.',
  noEnd: 'The stay of {ref} has no end, so it cannot be extended.',
  notLater: 'The stay of {ref} does not end before that already.',
  planNotJson: 'This is no plan: it is no JSON, or was cut off.',
  planNotAPlan: 'This is no plan: "format" is not unloc-plan/1.',
  planVersion: 'The plan has the format {format}, and this version reads unloc-plan/1: plan again.',
  planChanged:
    'The plan was changed after it was made: its id is not that of its content. Plan again; to apply a part of it, name the people by "only".',
  planShape: 'The plan has no {member} as a plan has it: plan again.',
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
