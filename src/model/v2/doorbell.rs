//! A doorbell, with which visitors call people who can open.

use std::collections::BTreeMap;

use super::super::macros::entity;

entity! {
    /// A doorbell at a lock that is on the internet. Members inferred from the input.
    Doorbell {
        /// Id.
        id: String,
        /// Name.
        name: String,
        /// The lock it belongs to.
        lock_id: String,
    } optional {
        /// Whom it rings.
        doorbell_user_lists: Vec<DoorbellUserList>,
    }
}

entity! {
    /// People whom a doorbell rings. Members inferred from the input.
    DoorbellUserList {
        /// Name.
        name: String,
        /// The people whom it rings.
        doorbell_users: Vec<DoorbellUser>,
    } optional {
        /// Id.
        id: String,
    }
}

entity! {
    /// Somebody whom a doorbell rings. Members inferred from the input.
    DoorbellUser {
        /// Phone number, E.164 (`+47…`).
        app_user_id: String,
        /// Name at the bell.
        name: String,
    } optional {
        /// Id.
        id: String,
    }
}

entity! {
    /// The members of a new doorbell. Adding a person creates a key and a managed user.
    DoorbellInput {
        /// Name, 5 to 256 characters.
        name: String,
        /// The lock it belongs to, which must be on the internet.
        lock_id: String,
        /// Whom it rings: one list according to the vendor's reference, several according to its newer guide.
        doorbell_user_lists: Vec<DoorbellUserListInput>,
    }
}

entity! {
    /// The members of a new list of people.
    DoorbellUserListInput {
        /// Name.
        name: String,
        /// The people whom it rings.
        doorbell_users: Vec<DoorbellUser>,
    }
}

entity! {
    /// What can be changed of a list of people. An absent member is not changed.
    DoorbellUserListChange {
    } optional {
        /// New name, 5 to 256 characters.
        name: String,
        /// When it rings; the members are not documented.
        #[ts(type = "{ [name: string]: unknown }")]
        opening_hours: BTreeMap<String, serde_json::Value>,
        /// People to add, at most 500.
        doorbell_users_to_add: Vec<DoorbellUser>,
        /// Ids of people to remove. A subproject cannot remove people that its project added.
        doorbell_user_ids_to_remove: Vec<String>,
        /// People whose name at the bell changes.
        doorbell_users_to_update: Vec<DoorbellUserChange>,
    }
}

entity! {
    /// What can be changed of somebody whom a doorbell rings. Members inferred.
    DoorbellUserChange {
        /// Id.
        id: String,
    } optional {
        /// New name at the bell.
        name: String,
    }
}
