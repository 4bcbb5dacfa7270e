// Packages whose licence is not in the lists or not written down where we look, each looked at by a person.
// A row that no package needs any more is reported: it would hide the next one of that name.

/** name, the licence as the package says it (`undefined`: it says none), and why it may stay. */
export const exceptions = [];
