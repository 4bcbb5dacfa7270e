// A report in sentences, for the log and for the mail that cron sends. It holds no phone number.
const notSeen = {
  sharedInApp: 'Keys that a guest has shared in the app are not seen here.',
  personHidden: 'Some doors hide who has their keys: what opens there is not known.',
  metadataNotKept: 'The API gave no metadata back, so it is not known which keys are ours.',
};

export function linesOf(night, report) {
  const { exit, resumed, outcomes, stillOpen = [], undecided, blindSpots = [], error, notLookedAt } = report;
  const isGone = ({ outcome }) => outcome === 'done' || outcome === 'alreadySo';
  const gone = outcomes.filter(isGone).length;
  const lines = [`Night of ${night}${resumed ? ', resumed' : ''}: ${gone} of ${outcomes.length} keys were taken back.`];
  for (const one of outcomes) lines.push(`  ${one.ref}  ${one.door}: ${isGone(one) ? 'taken back' : one.sentence}`);
  for (const { ref, door, keyId, until, ours } of stillOpen) {
    const whose = ours ? '' : ', which this program did not give and leaves';
    lines.push(`STILL OPEN: the guest of ${ref} can open ${door}, ${ends(until)}, by key ${keyId}${whose}.`);
  }
  if (notLookedAt) lines.push(`Whether something is still open is not known: ${notLookedAt}`);
  if (undecided.length > 0)
    lines.push(`The list says of nobody here that they left, so they keep it: ${undecided.join(', ')}.`);
  if (error) lines.push(`The run ended early: ${error}`);
  if (exit !== 0) lines.push('Not everything is done. The next run tries again.');
  for (const spot of blindSpots) if (notSeen[spot]) lines.push(notSeen[spot]);
  return lines;
}

const ends = (until) => (until === null ? 'without an end' : `until ${until}`);
