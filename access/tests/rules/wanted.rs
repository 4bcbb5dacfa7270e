//! Lists of who should be able to open what.
