/**
 * Sentences of what is refused, by the codes of the engine; see {@link fill} for what stands in them. A code without a row is
 * shown as it is.
 */
export const refusals: { [code: string]: string } = {
  snapshotDropped: 'This snapshot was freed: read a new one.',
  unknownQuestion: 'The access engine does not know the question "{question}"; please report this.',
  malformed: 'The access engine got a malformed question ({member}); please report this.',
  unknownKind: 'There are no pages of "{kind}".',
  page: 'A page of {kind} cannot be read at byte {at}[, item {index}][, member {member}]: {why}. Nothing was added.',
  sealed: 'The snapshot is sealed: no page can be added. Read a new one.',
  cursorRepeated: 'A page of {kind} names the same next page as an earlier page: the list repeats. Read it again.',
  listNotEnded: 'The list of {kind} was not read to its end, so the snapshot cannot be sealed. Add its other pages.',
  notSealed: 'The snapshot is not sealed, so it may be incomplete. Call seal() when all pages are added.',
  badSpan: 'The end of the span is before its start.',
  badZone: 'The data of the time zone {name} are not valid.',
  unknownLock: 'The snapshot has no lock {lockId}.',
  noMoment: 'The time is missing.',
  noSpan: 'The span must have a start before its end.',
  zoneUnknown:
    'The time zone[ {zone}] of the lock {lockId} is not known here, so its weekly hours cannot be read. Pass the IANA name with "zoneOf".',
  unknownColumn: 'There is no column "{column}".',
  unknownDelimiter: 'The delimiter must be a semicolon, a comma or a tab.',
  unknownFinding: 'There are no findings of the kind "{kind}".',
  notSaved: 'These bytes are not a saved snapshot.',
  savedVersion: 'The snapshot was saved by another version of this package: read a new one.',
  savedTorn: 'The saved snapshot is incomplete: read a new one.',
  wrongOption: 'The option "{option}" has a value that is not allowed.',
  doorsNeeded: 'A list needs a snapshot to find its doors: pass the snapshot as "doors".',
  noOptions: 'The options must be an object.',
  memoryUnreadable:
    'The memory of the feeds was cut or changed. Pass undefined to start a new one: then nothing is taken back until the feeds were complete twice.',
  zoneNeeded: 'The time zones {names} are not known here.',
  noList: 'The wanted access must be an object with a list "grants".',
  noOwner: 'The wanted access needs an "owner" of 1 to 256 characters: the keys of the list are marked with it.',
  emptyList: 'The list is empty, as after a failed export. If nobody should have access, set "allowEmptyList".',
  unreadableRows:
    '{rows} of the rows could not be read, the first in {file}, row {row}[, column {column}]. Correct them, or read the list with "skipBadRows"; then nothing is taken back.',
};

/** What is wrong with a page, by the words of the engine. */
export const pageFaults: { [why: string]: string } = {
  utf8: 'it is not UTF-8',
  json: 'it is not JSON, or was cut off',
  trailing: 'there is text after its end',
  missing: 'a member is missing',
  type: 'a value is of the wrong type',
  list: 'the list is missing, or in the wrong place',
  long: 'a text is too long',
  time: 'a time is not ISO 8601',
  depth: 'it is nested too deeply',
  weekday: 'a day of the week is unknown',
  window: 'weekly hours end before they begin',
};
