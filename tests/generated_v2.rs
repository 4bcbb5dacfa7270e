//! What is generated from the Rust tables of API v2: the TypeScript of its entities.
//!
//! `npm run generate` writes it; without it the test fails if it is not what the tables say.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)] // a test

use std::fmt::Write;
use std::path::Path;

use ts_rs::{Config, TS};
use unloc_integrator_client::model::v2 as model;

const HEADER: &str = "// Generated from Rust by `npm run generate`: change the tables and the model there, not here.\n\n";

#[test]
fn what_is_generated_is_what_the_tables_say() {
    assert_fresh(
        "pkg/src/generated/model-v2.ts",
        &[HEADER, &entities()].concat(),
    );
}

fn assert_fresh(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UNLOC_REGENERATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "{file} is stale: run `npm run generate` and commit it"
    );
}

fn entities() -> String {
    let config = Config::new();
    let mut text = String::new();
    macro_rules! declare {
        ($($entity:ident)*) => { $(
            text.push_str(&<model::$entity as TS>::docs().unwrap_or_default());
            writeln!(text, "export {}\n", <model::$entity as TS>::decl(&config)).unwrap();
        )* };
    }
    declare! {
        Organization Project ProjectInput
        Subproject SubprojectInput SubprojectLocksChange
        Lock PrivacyPolicy Address BatteryStatus BatteryLevel Coordinates
        Key KeyState AppUser KeyInput Recurrence TimeSpan Weekday
        Job JobStatus JobResult JobKey JobRef
        SharingRight SharingRightSource SharingRightInput
        ManagedUser ManagedUserInput ManagedUserChange
        AccessGroup AccessGroupInput AccessGroupChange AccessGroupAccessesChange
        AccessEvent AccessAction Webhook WebhookTrigger WebhookInput
        LockConnection LockConnectionState LockConnectionInput
        Doorbell DoorbellUserList DoorbellUser DoorbellInput DoorbellUserListInput
        DoorbellUserListChange DoorbellUserChange
        Resources ProjectResource OrganizationResource
    }
    text.trim_end().to_owned() + "\n"
}
