/**
 * What is wrong with a row, and what to do instead, by the codes of the engine; see `fill` for what stands in them. None shows
 * a phone number.
 */
export const faults: { [code: string]: [what: string, instead: string] } = {
  // Files
  fileTooLarge: ['the file is larger than 64 MB', 'split it into several lists, each with an owner of its own'],
  notText: [
    'the file is no UTF-8 text',
    'save it as "CSV UTF-8", or say its encoding: windows-1252 (UTF-16 needs its byte order mark)',
  ],
  encodingUnknown: ['the encoding is not known', 'say utf-8 or windows-1252'],
  delimiterUnclear: ['the header has as many of one delimiter as of another', 'say the delimiter: one of ; , and tab'],
  noHeader: ['there is no header', 'begin with a line such as ref;phone;doors;from;to'],
  tornQuote: [
    'the file ends within a quoted cell: it was cut off, or a quotation mark is missing',
    'export it again, and write "" for a quotation mark in a cell',
  ],
  wrongWidth: [
    'the row has {cells} cells, the header {columns}',
    'export it again; a cell with the delimiter in it stands between quotation marks',
  ],
  columnTwice: [
    'two columns mean "{column}"; there are: {saw}',
    'rename one, or say which one it is by the option "columns"',
  ],
  columnMissing: [
    'no column means "{column}"; there are: {saw}',
    'add one, or say which one it is by the option "columns"',
  ],
  columnUnknown: ['"{value}" is the name of no column', 'name one of those that are documented'],
  statusWords: [
    'there is a column with a status, and nobody said which words of it are wanted',
    'say them by the option "statuses", such as confirmed and checked_in',
  ],
  notJson: ['the file is no JSON, or was cut off', 'write it again'],
  formatUnknown: [
    '"format" is not {value}',
    'write "format": "{value}", or read it with the version it was written for',
  ],
  unknownMember: ['there is no member "{member}"', 'correct its name, or leave it out'],
  memberMissing: ['the member "{member}" is missing', 'add it'],
  wrongType: ['"{member}" is of another type, or out of range', 'write it as the format says'],
  noCovers: ['"covers" is no time', 'write from and to, each with Z or an offset, or "everything"'],
  // Cells
  noRef: ['there is no reference, or it is longer than 256 characters', 'give each row a name that stays the same'],
  refTwice: [
    'the reference {ref} is in row {other}, too, with another content',
    'give each row its own: of two people B-1/1 and B-1/2',
  ],
  noPhone: [
    'this is no phone number',
    'write it with a plus and the code of its country, such as +47 and eight digits',
  ],
  phoneShortened: [
    'a spreadsheet has shortened the number to {value}',
    'format the column as text and write the numbers again',
  ],
  phoneNoCountry: [
    'the number has neither a plus nor a country',
    'format the column as text and write +47…, or say the country of all such numbers by the option "country"',
  ],
  phoneNoTrunk: [
    'numbers of {country} begin with {trunk} where they have no code of a country; a spreadsheet may have taken it away',
    'format the column as text and write the numbers again',
  ],
  countryUnknown: [
    'nothing is known of numbers of {country}',
    'write numbers with a plus and the code of their country',
  ],
  noDoors: ['no door is named', 'name at least one, several with | between them'],
  doorUnknown: ['no door is called "{value}"', 'write its name as Unloc has it, or its id'],
  doorAmbiguous: ['{doors} doors are called "{value}"', 'write the id of the one that is meant'],
  roomUnknown: ['the room "{value}" is not in the map, or is there twice', 'add it to "rooms"'],
  doorWithoutZone: [
    'the time zone of {door} is not known, so neither is what its clock shows',
    'give the times with Z or an offset and no weekly hours, or tell the zone by the option "zoneOf" of the snapshot',
  ],
  timeUnreadable: ['"{value}" is no time', 'write 2027-03-05 15:00, or 05.03.2027 15:00'],
  timeSerial: [
    '"{value}" is the number of a day in a spreadsheet',
    'format the column as text, and write 2027-03-05 15:00',
  ],
  timeSlashes: [
    '"{value}" may be two days',
    'write 2027-03-05, or say which comes first by the option "dates": dmy or mdy',
  ],
  endMissing: ['there is no end', 'write one, or say by the option "forEver" that there need be none'],
  endForEver: ['it has no end', 'write one, or say by the option "forEver" that there need be none'],
  endUnreadable: ['"{value}" is no end', 'write 2027-03-07 11:00, or 07.03.2027 11:00'],
  endsBeforeStart: ['it ends before it begins', 'correct one of the two'],
  inGap: [
    'the clocks of {zone} jump over {value}: {before} is the last minute before, {after} the first after',
    'write one of these, or say which way by the option "gap": earlier or later',
  ],
  windowsUnreadable: ['"{value}" are no weekly hours', 'write mon-fri 08:00-16:00, sat 10:00-14:00'],
  twoWindows: [
    '{weekday} has two windows, and a key has one',
    'say by the option "twoKeys" that two keys are meant, or write one window',
  ],
  threeWindows: ['{weekday} has more than two windows', 'write two at most'],
  windowsNeverFall: ['the weekly hours never fall between start and end', 'correct the hours, or the times'],
  metadataPair: [
    'metadata cannot have "{value}"',
    'names have up to 40 characters and begin neither with unloc nor with accessOwner, accessRef or accessStep; values have up to 256',
  ],
  metadataTooMany: ['there are {pairs} pairs of metadata', 'a key has 20, of which 3 are ours: leave some out'],
  // Calendars
  feedStatus: ['the feed was answered with {status}', 'fetch it again later; until then nothing is taken back'],
  feedTorn: ['the feed is not whole', 'fetch it again; until then nothing is taken back'],
  feedEmpty: [
    'the feed has no events',
    'fetch it again later; if there really are none, name the calendar in the option "allowEmptyFeeds"',
  ],
  feedMissing: ['the map has the calendar {value}, but no feed or several of that name came', 'hand in one'],
  feedUnknown: ['the map has no calendar {value}', 'add it, or leave the feed out'],
  calendarTwice: ['two calendars are called {value}', 'rename one'],
  noContentLine: ['this is no line of a calendar', 'fetch the feed again; until then nothing is taken back'],
  recurs: ['the event recurs ({value})', 'write it as a row with weekly hours ("windows")'],
  duration: ['the event has a duration instead of an end', 'have the calendar write DTEND'],
  propertyTwice: ['the event has {value} twice', 'correct the calendar'],
  zoneUnknown: ['the time zone {zone} is not known here', 'have the calendar write an IANA name, such as Europe/Oslo'],
  contactsMissing: ['the file of contacts {value} was not handed in', 'hand it in by the option "contacts"'],
  contactTwice: ['{ref} is in row {other}, too, with another number', 'leave one'],
  // Options
  wrongOption: ['the option "{option}" has a value that it cannot have', 'see its documentation'],
};
