//! A doorbell, by which visitors call people who can open.

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
        /// Who is rung.
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
    /// What a new doorbell is made of. Adding a person makes a key and a managed user.
    DoorbellInput {
        /// Name, 5 to 256 characters.
        name: String,
        /// The lock it belongs to, which must be on the internet.
        lock_id: String,
        /// Whom it rings: one list by the vendor's reference, several by its newer guide.
        doorbell_user_lists: Vec<DoorbellUserListInput>,
    }
}

entity! {
    /// What a new list of people is made of.
    DoorbellUserListInput {
        /// Name.
        name: String,
        /// Who is rung.
        doorbell_users: Vec<DoorbellUser>,
    }
}

entity! {
    /// What may change about a list of people. What is absent stays.
    DoorbellUserListChange {
    } optional {
        /// New name, 5 to 256 characters.
        name: String,
        /// When it is rung; its members are not documented.
        #[ts(type = "{ [name: string]: unknown }")]
        opening_hours: BTreeMap<String, serde_json::Value>,
        /// People to add, at most 500.
        doorbell_users_to_add: Vec<DoorbellUser>,
        /// Ids of people to remove. A subproject cannot remove whom its project added.
        doorbell_user_ids_to_remove: Vec<String>,
        /// People whose name at the bell changes.
        doorbell_users_to_update: Vec<DoorbellUserChange>,
    }
}

entity! {
    /// What may change about somebody whom a doorbell rings. Members inferred.
    DoorbellUserChange {
        /// Id.
        id: String,
    } optional {
        /// New name at the bell.
        name: String,
    }
}
