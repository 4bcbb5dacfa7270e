//! The houses of the demo that are subprojects.

use serde_json::Map;
use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::Subproject;

use super::clock::{Clock, days};
use super::names::Portfolio;
use crate::store::Store;
use crate::store::key_index::{RowId, row_id};
use crate::store::v2_records::SubprojectRecord;
use crate::time;

/// Adds the house of a portfolio that is a subproject.
pub(super) fn add(
    store: &mut Store,
    portfolio: &Portfolio,
    project_id: &str,
    locks: &[String],
    clock: Clock,
) -> Option<RowId> {
    let (house, name, description) = portfolio.part?;
    let lock_ids = portfolio
        .doors
        .iter()
        .zip(locks)
        .filter(|(door, _)| door.1 == house)
        .map(|(_, id)| id.clone())
        .collect();
    let id = store.new_id();
    let subproject = Subproject {
        id: id.clone(),
        name: name.to_owned(),
        description: Nullable::Value(Some(description.to_owned())),
        lock_ids: Nullable::Value(lock_ids),
        metadata: Nullable::Absent,
        project_id: project_id.to_owned().into(),
        created: time::to_iso(clock.hour.saturating_sub(days(210))).into(),
        extra: Map::new(),
    };
    let record = SubprojectRecord {
        project_id: project_id.to_owned(),
        subproject,
    };
    let (row, _) = store.v2.subprojects.insert_full(id, record);
    Some(row_id(row))
}
