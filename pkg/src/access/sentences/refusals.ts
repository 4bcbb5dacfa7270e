/**
 * Sentences of what is refused, by the codes of the engine; see {@link fill} for what stands in them. A code without a row is
 * shown as it is.
 */
export const refusals: { [code: string]: string } = {
  snapshotDropped: 'This snapshot was freed: read it anew.',
  unknownQuestion: 'The access engine does not know "{question}"; please report it.',
  malformed: 'The access engine was asked in a wrong form ({member}); please report it.',
  unknownKind: 'There are no pages of "{kind}".',
  page: 'A page of {kind} cannot be read at byte {at}[, item {index}][, member {member}]: {why}. Nothing of it was added.',
  sealed: 'The snapshot is sealed: no page can be added. Read a new one.',
  cursorRepeated: 'A page of {kind} names the same next page as one before: the list goes in a circle.',
  listNotEnded: 'The list of {kind} was not read to its end, so the snapshot cannot be sealed.',
  notSealed: 'The snapshot is not sealed: it is not known whether all of it is there. Call seal() when it is.',
  badSpan: 'The span ends before it begins.',
  badZone: 'The time zone {name} is not what it should be.',
  unknownLock: 'There is no lock {lockId} in the snapshot.',
  noMoment: 'A moment is missing.',
  noSpan: 'The span has no beginning before its end.',
  zoneUnknown:
    'The time zone[ {zone}] of the lock {lockId} is not known here, so its weekly hours cannot be understood. Give the IANA name with zoneOf.',
  unknownColumn: 'There is no column "{column}".',
  unknownDelimiter: 'Cells are delimited by a semicolon, a comma or a tab.',
  unknownFinding: 'There are no findings of the kind "{kind}".',
  notSaved: 'These bytes are no saved snapshot.',
  savedVersion: 'The snapshot was saved by another version of this package: read it anew.',
  savedTorn: 'The saved snapshot is not whole: read it anew.',
  wrongOption: 'The option "{option}" has a value that it cannot have.',
  doorsNeeded: 'A list is read against the doors of a snapshot: hand it in as "doors".',
  noOptions: 'The options are no object.',
  memoryUnreadable:
    'The memory of the feeds was cut or changed. Without it nothing is known of events that are missing: hand in undefined to begin anew; then nothing is taken back until the feeds came whole twice.',
  zoneNeeded: 'The time zones {names} are not known here.',
  noList: 'The wanted access is no object with a list "grants".',
  noOwner: 'The wanted access names no owner, or one of more than 256 characters: the keys of a list carry its name.',
  emptyList:
    'The list is empty, and a file that failed looks the same. If nobody should have access, say so by "allowEmptyList".',
  unreadableRows:
    '{rows} of the rows could not be read, the first in {file}, row {row}[, column {column}]. Correct them, or read the list with "skipBadRows": then nothing is taken back.',
};

/** What is wrong with a page, by the words of the engine. */
export const pageFaults: { [why: string]: string } = {
  utf8: 'it is no UTF-8',
  json: 'it is no JSON, or was cut off',
  trailing: 'something follows its end',
  missing: 'a member is missing',
  type: 'a value of another type is there',
  list: 'there is no list, or not at the right place',
  long: 'a text is too long',
  time: 'a time is not ISO 8601',
  depth: 'it is nested too deeply',
  weekday: 'a day of the week is unknown',
  window: 'weekly hours end before they begin',
};
