import { fill } from '../../sentences/fill';
import type { Finding } from '../../finding';
import { dayAndTime, shown } from './clock';
import type { Telling } from './reasons';

/** Sentences of findings, by their kind and the engine's code. */
const sentences: { [kindAndCode: string]: string } = {
  twoPeople: '{door} has two people from {from} to {to} ({refs})',
  opensBeforeLeft: '{door}: one leaves {from}, the next comes {to}, which is sooner than the turnover ({refs})',
  nobodyCanOpen: 'nobody can open {door} any more',
  keyInError: 'a key for {door} is in error ({refs})',
  stillCreating: 'a key for {door} stays: what takes its place is still being made ({refs})',
  unknownState: 'a key for {door} is in a state that is not known here, and counts as there ({refs})',
  groupKey: 'who leaves the access group can no longer open {door} by it ({refs})',
  'notOnList waits': '{refs} waits, and keeps its key for {door} until {to}',
  'notOnList isIn': '{refs} is not on the list, but the guest is in: the key for {door} stays until {to}',
};

/** A finding as the engine gives it. */
export type RawFinding = Omit<Finding, 'sentence'> & { code?: string };

/** A finding with its sentence. No phone number is in it, unless it is in a reference. */
export function finding({ code, ...found }: RawFinding, telling: Telling, made: string): Finding {
  const zone = telling.zoneOf(found.lockId);
  const { year } = shown(made, zone);
  const at = (moment: string | undefined, none: string): string =>
    moment === undefined ? none : dayAndTime(moment, zone, year);
  const sentence = fill(sentences[code === undefined ? found.kind : `${found.kind} ${code}`] || found.kind, {
    door: telling.doorName(found.lockId),
    from: at(found.from, 'now'),
    to: at(found.to, 'it is taken back'),
    refs: found.refs.join(', ') || 'no reference',
  });
  return { ...found, sentence };
}
