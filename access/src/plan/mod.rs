//! What must change for the doors to match a list.
