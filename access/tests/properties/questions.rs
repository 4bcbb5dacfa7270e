//! Single questions, reviews and comparisons.
