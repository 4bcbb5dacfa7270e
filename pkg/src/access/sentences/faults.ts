/**
 * What is wrong with a row, and what to do instead, by the codes of the engine; see `fill` for what stands in them. None shows
 * a phone number.
 */
export const faults: { [code: string]: [what: string, instead: string] } = {
  // Files
  fileTooLarge: ['the file is larger than 64 MB', 'split it into several lists, each with an owner of its own'],
  notText: [
    'the file is not UTF-8 text',
    'save it as "CSV UTF-8", or set the option "encoding" to windows-1252 (UTF-16 needs its byte order mark)',
  ],
  encodingUnknown: ['the encoding is not known', 'use utf-8 or windows-1252'],
  delimiterUnclear: [
    'the header has as many of one delimiter as of another',
    'set the option "delimiter" to ; or , or a tab',
  ],
  noHeader: ['there is no header', 'begin with a line such as ref;phone;doors;from;to'],
  tornQuote: [
    'the file ends within a quoted cell: it was cut off, or a quotation mark is missing',
    'export it again, and write "" for a quotation mark in a cell',
  ],
  wrongWidth: [
    'the row has {cells} cells, the header {columns}',
    'export it again; a cell that contains the delimiter needs quotation marks',
  ],
  columnTwice: [
    'two columns mean "{column}"; the header has: {saw}',
    'rename one, or choose one with the option "columns"',
  ],
  columnMissing: [
    'no column means "{column}"; the header has: {saw}',
    'add one, or choose one with the option "columns"',
  ],
  columnUnknown: ['"{value}" is not the name of a column', 'use one of the documented names'],
  statusWords: [
    'there is a column with a status, and the option "statuses" is not set',
    'list the statuses that count in the option "statuses", such as confirmed and checked_in',
  ],
  notJson: ['the file is not JSON, or was cut off', 'write it again'],
  formatUnknown: [
    '"format" is not {value}',
    'write "format": "{value}", or read it with the version it was written for',
  ],
  unknownMember: ['there is no member "{member}"', 'correct the name, or omit the member'],
  memberMissing: ['the member "{member}" is missing', 'add it'],
  wrongType: ['"{member}" is of the wrong type, or out of range', 'write it as the format says'],
  noCovers: ['"covers" is not a period', 'write from and to, each with Z or an offset, or "everything"'],
  // Cells
  noRef: ['there is no reference, or it is longer than 256 characters', 'give each row a name that stays the same'],
  refTwice: [
    'row {other} has the reference {ref}, too, with other content',
    'give each row its own reference, such as B-1/1 and B-1/2 for two people',
  ],
  noPhone: ['this is not a phone number', 'write it with a plus and the country code, such as +47 and eight digits'],
  phoneShortened: [
    'a spreadsheet has shortened the number to {value}',
    'format the column as text and write the numbers again',
  ],
  phoneNoCountry: [
    'the number has no plus and no country code',
    'format the column as text and write +47…, or set the country of all such numbers with the option "country"',
  ],
  phoneNoTrunk: [
    'numbers of {country} without a country code begin with {trunk}; a spreadsheet may have removed the {trunk}',
    'format the column as text and write the numbers again',
  ],
  countryUnknown: [
    'the phone numbers of {country} are not known here',
    'write numbers with a plus and the country code',
  ],
  noDoors: ['no door is named', 'name at least one; separate several with |'],
  doorUnknown: ['no door is called "{value}"', 'write the name as in Unloc, or the id'],
  doorAmbiguous: ['{doors} doors are called "{value}"', 'write the id of the right one'],
  roomUnknown: ['the room "{value}" is not in the map, or is in it twice', 'add it to "rooms"'],
  doorWithoutZone: [
    'the time zone of {door} is not known, so its local time is not known either',
    'write the times with Z or an offset and without weekly hours, or set the zone with the option "zoneOf" of the snapshot',
  ],
  timeUnreadable: ['"{value}" is not a time', 'write 2027-03-05 15:00, or 05.03.2027 15:00'],
  timeSerial: [
    '"{value}" is a spreadsheet\'s number for a day',
    'format the column as text, and write 2027-03-05 15:00',
  ],
  timeSlashes: ['"{value}" may mean two different days', 'write 2027-03-05, or set the option "dates" to dmy or mdy'],
  endMissing: ['there is no end', 'write one, or allow keys without an end with the option "forEver"'],
  endForEver: ['the key has no end', 'write one, or allow keys without an end with the option "forEver"'],
  endUnreadable: ['"{value}" is not an end', 'write 2027-03-07 11:00, or 07.03.2027 11:00'],
  endsBeforeStart: ['the end is before the start', 'correct one of the two'],
  inGap: [
    'the clocks of {zone} skip {value}: {before} is the last minute before, {after} the first after',
    'write one of these, or set the option "gap" to earlier or later',
  ],
  windowsUnreadable: ['"{value}" is not a list of weekly hours', 'write mon-fri 08:00-16:00, sat 10:00-14:00'],
  twoWindows: [
    '{weekday} has two windows, and a key has one per day',
    'write one window, or allow two keys with the option "twoKeys"',
  ],
  threeWindows: ['{weekday} has more than two windows', 'write two at most'],
  windowsNeverFall: ['the weekly hours never fall between start and end', 'correct the hours, or the times'],
  metadataPair: [
    'metadata cannot have "{value}"',
    'names have up to 40 characters and do not begin with unloc, accessOwner, accessRef or accessStep; values have up to 256',
  ],
  metadataTooMany: [
    'there are {pairs} pairs of metadata',
    'a key has 20, and this library uses 3 of them: remove some',
  ],
  // Calendars
  feedStatus: [
    'the server of the feed responded with {status}',
    'fetch it again later; until then nothing is taken back',
  ],
  feedTorn: ['the feed is incomplete', 'fetch it again; until then nothing is taken back'],
  feedEmpty: [
    'the feed has no events',
    'fetch it again later; if there really are none, name the calendar in the option "allowEmptyFeeds"',
  ],
  feedMissing: ['the map has the calendar {value}, but there is no feed of that name, or several', 'pass exactly one'],
  feedUnknown: ['the map has no calendar {value}', 'add it, or omit the feed'],
  calendarTwice: ['two calendars are called {value}', 'rename one'],
  noContentLine: ['this is not a line of a calendar', 'fetch the feed again; until then nothing is taken back'],
  recurs: ['the event recurs ({value})', 'write it as a row with weekly hours ("windows")'],
  duration: ['the event has a duration instead of an end', 'set the calendar to write DTEND'],
  propertyTwice: ['the event has {value} twice', 'correct the calendar'],
  zoneUnknown: [
    'the time zone {zone} is not known here',
    'set the calendar to write an IANA name, such as Europe/Oslo',
  ],
  contactsMissing: ['the file of contacts {value} is missing', 'pass it with the option "contacts"'],
  contactTwice: ['row {other} has {ref}, too, with another number', 'remove one'],
  // Options
  wrongOption: ['the option "{option}" has a value that is not allowed', 'see its documentation'],
};
