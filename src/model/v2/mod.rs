//! The entities of API v2, a file each. Some have a name of v1 and another meaning (lock, key,
//! recurrence): they differ by the module, in TypeScript by the namespace `V2`.
//!
//! Types named `…Input` are the members of something new, `…Change` what can be changed of it. Members
//! that are inferred and not documented say so.

pub mod access_event;
pub mod access_group;
pub mod doorbell;
pub mod job;
pub mod key;
pub mod lock;
pub mod lock_connection;
pub mod managed_user;
pub mod metadata;
pub mod organization;
pub mod project;
pub mod recurrence;
pub mod resources;
pub mod sharing_right;
pub mod subproject;
pub mod webhook;

pub use super::{Address, KeyState, Nullable};
pub use access_event::{AccessAction, AccessEvent};
pub use access_group::{
    AccessGroup, AccessGroupAccessesChange, AccessGroupChange, AccessGroupInput,
};
pub use doorbell::{
    Doorbell, DoorbellInput, DoorbellUser, DoorbellUserChange, DoorbellUserList,
    DoorbellUserListChange, DoorbellUserListInput,
};
pub use job::{Job, JobKey, JobRef, JobResult, JobStatus};
pub use key::{AppUser, Key, KeyInput};
pub use lock::{BatteryLevel, BatteryStatus, Coordinates, Lock, LockChange, PrivacyPolicy};
pub use lock_connection::{LockConnection, LockConnectionInput, LockConnectionState};
pub use managed_user::{ManagedUser, ManagedUserChange, ManagedUserInput};
pub use metadata::{Metadata, MetadataChange};
pub use organization::Organization;
pub use project::{PrivacyPolicyChange, Project, ProjectChange, ProjectInput};
pub use recurrence::{Recurrence, TimeSpan, Weekday};
pub use resources::{OrganizationResource, ProjectResource, Resources};
pub use sharing_right::{SharingRight, SharingRightInput, SharingRightSource};
pub use subproject::{Subproject, SubprojectInput, SubprojectLocksChange};
pub use webhook::{Webhook, WebhookInput, WebhookTrigger};

/// The model of API v2 in TypeScript, one declaration per type, in the order of
/// `pkg/src/generated/model-v2.ts`.
pub fn declarations() -> Vec<String> {
    let mut all = super::typescript::declarations![
        Organization,
        Project,
        ProjectInput,
        ProjectChange,
        PrivacyPolicyChange,
        Subproject,
        SubprojectInput,
        SubprojectLocksChange,
        Lock,
        LockChange,
        PrivacyPolicy,
        Address,
        BatteryStatus,
        BatteryLevel,
        Coordinates,
        Key,
        KeyState,
        AppUser,
        KeyInput,
        Recurrence,
        TimeSpan,
        Weekday,
        Job,
        JobStatus,
        JobResult,
        JobKey,
        JobRef,
        SharingRight,
        SharingRightSource,
        SharingRightInput,
        ManagedUser,
        ManagedUserInput,
        ManagedUserChange,
        AccessGroup,
        AccessGroupInput,
        AccessGroupChange,
        AccessGroupAccessesChange,
        AccessEvent,
        AccessAction,
        Webhook,
        WebhookTrigger,
        WebhookInput,
        LockConnection,
        LockConnectionState,
        LockConnectionInput,
        Doorbell,
        DoorbellUserList,
        DoorbellUser,
        DoorbellInput,
        DoorbellUserListInput,
        DoorbellUserListChange,
        DoorbellUserChange,
        Resources,
        ProjectResource,
        OrganizationResource,
    ];
    all.extend(metadata::DECLARATIONS.map(str::to_owned));
    all
}

/// Entities with a member that the API has sent in two types. The npm package normalizes them.
pub const NORMALIZED: &[&str] = &["Key", "AccessGroup"];
