//! Pages of the API, snapshots and time.
