type Sayings = { readonly [code: string]: string | undefined };

const many = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : other}`;

/** English: giving and taking back, and what goes wrong. */
export const flowWords = {
  flows: {
    close: 'Close',
    cancel: 'Cancel',
    chosen: 'Ticked keys',
    change: 'Extend, move, pause…',
    chooseNone: 'Untick',
    chooseAll: 'Tick all',
    chooseKey: (who: string, door: string) => `Tick the key of ${who} to ${door}`,
    giveHere: 'Give access here',
    takeBackSome: 'Take back…',
    done: 'Done',
    remove: (what: string) => `Remove ${what}`,
    notDone: 'This was not done.',
    notKnown: 'It is not known whether this was done.',
    outcomes: 'What became of each',
    states: {
      waits: 'waits',
      sent: 'is sent…',
      making: 'being made',
      done: 'done',
      failed: 'failed',
      unknown: 'not known',
      undone: 'taken back',
    },
    notGiven: {
      failed: 'The lock could not make the key.',
      unknown: 'Unloc does not say what became of the key.',
    } as Sayings,
    notThere: 'The key was looked for and does not exist: you can give it again.',
  },
  give: {
    who: 'Who?',
    people: 'People',
    peoplePlaceholder: 'Name or number',
    peopleHint: (country: string) => `Numbers without a country are of ${country}. A list or CSV can be pasted.`,
    newPerson: 'new',
    unknownNumber: 'unusual number',
    notRead: (typed: string) => `“${typed}” is nobody’s name here, and no phone number.`,
    badRows: (count: number) =>
      `${many(count, 'row has', 'rows have')} no phone number and ${count === 1 ? 'was' : 'were'} left out:`,
    row: (row: number) => `Row ${row}:`,
    which: 'Which doors?',
    doors: 'Doors',
    doorsPlaceholder: 'Name or address',
    allAt: (street: string) => `All at ${street}`,
    asGroup: (name: string) => `As the group “${name}”`,
    when: 'When?',
    periods: {
      night: '1 night',
      weekend: 'The weekend',
      week: '1 week',
      weekdays: 'Weekdays 8–16',
      endless: 'No end',
    },
    now: 'now',
    clock: (zone: string) => `On the clock of the doors, ${zone}.`,
    eachClock: 'Each door by its own clock: they are in several time zones.',
    onlyHours: 'Only at certain hours',
    weeklyHours: 'Weekly hours',
    day: 'Day',
    days: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
    dayFrom: (day: string) => `${day} from`,
    dayUntil: (day: string) => `${day} until`,
    weekHint:
      'Draw with the pointer. With the keyboard: arrows move, Space begins or ends a window, Shift with ← → stretches it, Shift with ↑ ↓ takes it along. One window a day.',
    beside: 'Booking, note, sharing',
    mayShare: 'May share: they can give others keys in the app',
    notShared: 'The keys are given; sharing was not allowed.',
    booking: 'Booking',
    note: 'Note',
    atOnce: 'Unloc tells each person at once.',
    preview: 'Before it is sent',
    looking: 'Looking at who has access already…',
    hasIt: (who: string, door: string) => `${who} has ${door} for the whole time already: left out.`,
    inThePast: 'The start is in the past: access begins now.',
    takenBy: (door: string, who: string, from: string, until: string) => `${who} has ${door} from ${from} to ${until}.`,
    takenAbove: 'Somebody else has the door at that time: tick above that you give it anyway.',
    andMore: (count: number) => `and ${count} more`,
    giveAnyway: 'Give it anyway: two people have the door at once',
    problems: {
      windowsNeverFall: 'These hours never fall into this period: the key would never open.',
      windowSkipped: 'The clocks change in this period and skip some of these hours.',
      startInGap: 'The clock jumps over this time.',
      inGap: 'The clock jumps over this time, when summer time begins. Choose another.',
      endsBeforeStart: 'The end is before the start.',
      over: 'The period is over already.',
    } as Sayings,
    noPeople: 'Choose who gets access.',
    noDoors: 'Choose which doors.',
    allHaveIt: 'Everybody has this access already: there is nothing to give.',
    fromNow: 'from now',
    fromAt: (time: string) => `from ${time}`,
    untilAt: (time: string) => `to ${time}`,
    withoutEnd: 'without an end',
    atHours: (hours: string) => `(${hours})`,
    sentence: ({ who, several, where, when, keys, leftOut }: SentenceParts) =>
      `${who} ${several ? 'get' : 'gets'} ${where} ${when}: ${keys}${leftOut > 0 ? `, ${leftOut} left out` : ''}.`,
    give: (count: number) => (count === 0 ? 'Give' : `Give ${many(count, 'key', 'keys')}`),
    given: 'Giving access',
    outcome: ({ usable, making, failed, unknown }: OutcomeParts) =>
      [
        usable > 0 && `${usable} usable`,
        making > 0 && `${making} being made`,
        failed > 0 && `${failed} failed`,
        unknown > 0 && `${unknown} not known`,
      ]
        .filter(Boolean)
        .join(', ') || 'Nothing is there any more.',
    states: { done: 'usable', making: 'being made', undone: 'taken back' },
    againAll: (count: number) => `Try the ${count} again`,
    copyLinks: 'Copy app links',
    copied: 'Copied',
    takeBackAll: (count: number) => (count > 1 ? `Take back all ${count}` : 'Take it back'),
  },
  takingBack: {
    takeBack: (count: number) => (count > 1 ? `Take back ${count} keys` : 'Take back'),
    sentence: ({ who, where, keys }: { who: string; where: string; keys: string }) =>
      `${who} cannot open ${where} any more: ${keys} taken back.`,
    hidden: 'Somebody whom Unloc hides',
    nothing: 'There is nothing to take back.',
    cannotBeUndone: 'This cannot be undone. You can give the same again: that is a new key, with a new message.',
    ofGroup: 'A key of a group goes with the group: take the person out of it.',
    states: { done: 'taken back' },
    undo: 'Give the same again',
    newKeys: 'These are new keys with new numbers, and new messages.',
  },
  changing: {
    title: 'Extend, move or pause',
    kinds: { until: 'Another end', shift: 'Move by days', pause: 'Pause' },
    days: 'Days later (negative: earlier)',
    nothing: 'Nothing would change.',
    sentence: (old: number, fresh: number) =>
      fresh === 0
        ? `${many(old, 'key is', 'keys are')} taken back.`
        : `${many(fresh, 'new key takes', 'new keys take')} the place of ${many(old, 'key', 'keys')}.`,
    goes: 'taken back',
    how: 'A key cannot be changed: the new one is given first, with a new message, and the old one goes when the new one is usable.',
    ofGroup: (count: number) =>
      `${many(count, 'key comes', 'keys come')} from a group and ${count === 1 ? 'stays' : 'stay'}: change the group instead.`,
    go: (count: number) => `Change ${many(count, 'key', 'keys')}`,
    keepOpen: 'The old keys go when the new ones are usable: keep this page open until then.',
    first: '1. The new keys',
    second: '2. The old keys go',
  },
  movingOut: {
    title: 'Move out',
    titleOf: (name: string) => `Move out ${name}`,
    who: 'Who moves out?',
    now: 'Now',
    onDay: 'On a day',
    day: 'Day',
    dayHint:
      'Their keys get an end on that day now: new keys, then the old ones go. Sharing stops on the day itself, when you come back here: a closed page runs nothing.',
    sentence: (name: string, count: number) => `${name} moves out: ${many(count, 'change', 'changes')}, in this order.`,
    sharing: 'May share',
    stopSharing: (doors: number) =>
      doors === 0 ? 'shares nothing' : `${many(doors, 'door', 'doors')}: stopped first, so that no new key appears`,
    shared: 'Keys they shared',
    takeShared: (count: number) =>
      count === 0 ? 'Unloc counts none' : `Unloc counts ${count} and does not list them: all are taken back`,
    group: (name: string) => `Group “${name}”`,
    leaveGroup: 'removed: its keys go with it',
    newEnd: (until: string) => `new key until ${until}`,
    takeBackKey: 'key taken back',
    doorbell: 'Unloc does not list who is on a doorbell: if they are on one, remove them in Unloc.',
    nothingToDo: (count: number) => `${many(count, 'key is', 'keys are')} over already: nothing to do`,
    nothingAtAll: 'Everything ends before that day already: there is nothing to do.',
    go: (count: number) => `Begin: ${many(count, 'change', 'changes')}`,
    progress: (done: number, of: number) => `${done} of ${of} done`,
    pause: 'Pause',
    goOn: 'Go on',
    show: 'Show',
    forget: 'Leave it as it is',
    receipt: 'Receipt CSV',
    receiptName: 'Move-out',
    receiptColumns: ['When (UTC)', 'Project', 'Person', 'Number', 'What', 'Change', 'Outcome', 'Why'],
    readBack: (left: number) => `Read back: ${many(left, 'key', 'keys')} left.`,
    untilThen: (left: number) =>
      `Read back: ${many(left, 'key', 'keys')} until that day. Sharing is still to be stopped then.`,
    unfinishedAll: 'Move-outs that are not done',
    unfinished: (name: string) => `${name} is not moved out yet.`,
    waitsFor: (name: string, day: string) => `${name} moves out on ${day}.`,
  },
  sharing: {
    allow: 'Allow sharing…',
    allowCount: (count: number) => (count > 1 ? `Allow ${count}` : 'Allow'),
    choose: 'Choose who may share, and which doors.',
    allMay: 'They may share already.',
    allowSentence: (who: string, where: string) => `${who} may give others keys to ${where} in the app.`,
    hint: 'Unloc counts the keys that people share, and does not list them.',
    stop: 'Stop sharing',
    stopShort: 'Stop',
    stopSentence: (who: string, where: string) => `${who} can give nobody keys to ${where} any more.`,
    keysToo: (count: number) => `Also take back the ${many(count, 'key', 'keys')} they shared`,
    takeShared: 'Take back what was shared',
    takeSharedCount: (count: number) => `Take back ${count} shared`,
    takeSentence: (who: string, where: string, count: number) =>
      `The ${many(count, 'key', 'keys')} that ${who} shared to ${where} are taken back. ${who} may go on sharing.`,
    notListed: 'Unloc does not list who has these keys: all of them go.',
    byGroup: 'by a group',
  },
  groups: {
    make: 'Make a group…',
    makeAction: (count: number) => (count === 0 ? 'Save' : `Save: ${many(count, 'key', 'keys')}`),
    group: 'Group',
    name: 'Name, at least 4 letters',
    none: 'There is no group yet. Everybody in a group gets a key to each of its doors.',
    noSuchGroup: 'There is no such group in this project.',
    always: 'at all hours',
    yes: 'yes',
    no: 'no',
    share: 'its people may share',
    shareNot: 'its people may not share',
    noSharing: 'A group with hours cannot allow sharing.',
    missing: 'Give it a name, people and doors.',
    sentence: ({ name, people, doors, keys, hours }: GroupParts) =>
      `“${name}”: ${people} get ${doors}${hours ?? ''}: ${keys}.`,
    add: 'Add people or doors…',
    addSentence: ({ name, people, doors, keys }: GroupParts) => `${people} and ${doors} more in “${name}”: ${keys}.`,
    remove: 'Remove',
    removeSentence: (who: string, name: string, keys: string) => `${who} leaves “${name}”: ${keys} taken back.`,
    keysHint: 'Keys of a group go with the group: take the person or the door out.',
  },
  parts: {
    make: 'Make a part…',
    change: 'Change doors…',
    part: 'Part',
    name: 'Name, at least 4 letters',
    none: 'There is no part yet. A part has some of the doors, and keys of its own.',
    missing: 'Give it a name and doors.',
    noSuchPart: 'There is no such part in this project.',
    sentence: (name: string, doors: string) => `“${name}” is a part with ${doors}.`,
    changeSentence: (name: string, added: number, removed: number) =>
      `“${name}”: ${many(added, 'door', 'doors')} more, ${many(removed, 'door', 'doors')} less.`,
    keysGo: 'The keys that this part gave to doors that leave it are taken back.',
    keysHint: 'Only the keys that were given in this part.',
  },
  editingDoor: {
    edit: 'Edit…',
    title: 'Edit the door',
    name: 'Name',
    log: 'The log shows',
    policies: { public: 'names', anonymized: 'openings without names', private: 'nothing' } as Sayings,
    exclusive: 'One guest at a time: say so before it is given twice (kept in this browser)',
    only: 'Pictures and addresses are changed in Unloc itself.',
    save: 'Save',
    notChanged: (name: string) => `${name} is as it was.`,
    ask: 'Ask the vendor',
    askHint: 'Asks the lock’s vendor for its locks again: new ones appear, removed ones go with their keys.',
    asked: 'The vendor was asked again.',
    notAsked: 'The vendor could not be asked.',
  },
  errors: {
    request: (id: string) => `Request ${id}`,
    unlocSays: (words: string) => `Unloc says: ${words}`,
    advice: {
      no_address: 'The address of the API, or the one that gives tokens, is not a web address.',
      no_projects: 'The token server does not say which projects there are.',
      invalid_argument: 'Correct what you entered.',
      bad_request: 'Correct what you entered and try again.',
      aborted: 'Try again.',
      timeout: 'Unloc did not answer in time. Try again.',
      deadline_exceeded: 'Unloc did not answer in time. Try again.',
      network: 'The connection broke. Check that you are connected, then try again.',
      outcome_unknown: 'The change may have been made: the page checks before it sends anything again.',
      unauthorized: 'The session has expired. Reload the page.',
      token_error: 'The session has expired. Reload the page.',
      forbidden: 'You may not do this here. Ask whoever looks after your Unloc account.',
      not_found: 'Somebody may have removed it in the meantime. Refresh.',
      conflict: 'Somebody may have changed it in the meantime. Refresh.',
      rate_limited: 'There were too many requests. Wait a minute, then try again.',
      server_error: 'The fault is with Unloc, not with you. Try again in a few minutes.',
      job_timeout: 'This takes longer than usual, and goes on without the page.',
      job_failed: 'The lock’s vendor did not do it. Try again.',
    } as Sayings,
    otherwise: 'Try again; if it comes back, tell whoever runs this page.',
  },
};

/** What the sentence of giving is made of. */
export interface SentenceParts {
  who: string;
  several: boolean;
  where: string;
  when: string;
  keys: string;
  leftOut: number;
}

/** What the sentence of a group is made of. */
export interface GroupParts {
  name: string;
  people: string;
  doors: string;
  keys: string;
  hours?: string;
}

/** How many keys are in which state. */
export interface OutcomeParts {
  usable: number;
  making: number;
  failed: number;
  unknown: number;
}
