//! The TypeScript types of a state. A generator writes [`IMPORTS`] and [`declarations`] into a file of
//! the npm package.

use ts_rs::{Config, TS};

use crate::store::settings::{LockHolderListForm, Settings};
use crate::store::sign_ins::{CodeRecord, Consent, RefreshTokenRecord, SignIns};
use crate::store::state::{
    KeyRecord, LockRecord, Person, SharedKeyRecord, State, VendorAccountRecord,
    VendorConnectionRecord, WebhookRecord,
};
use crate::store::unidy_users::UnidyUser;
use crate::store::v2_records::{
    AccessGroupRecord, DoorbellRecord, JobRecord, ManagedUserRecord, Module, ProjectRecord,
    RecordLists, SharingRightRecord, SubprojectRecord,
};

/// The entities that the declarations refer to, by the API that they are of.
pub const IMPORTS: [(&str, &[&str]); 2] = [
    (
        "v1",
        &[
            "Integrator",
            "Key",
            "KeyEvent",
            "Lock",
            "LockHolder",
            "Role",
            "VendorConnection",
            "Webhook",
        ],
    ),
    (
        "v2",
        &[
            "AccessGroup",
            "Doorbell",
            "JobStatus",
            "ManagedUser",
            "PrivacyPolicy",
            "SharingRight",
            "Subproject",
        ],
    ),
];

/// Name and text of each declaration, in order. A text is a doc comment and `export type … = …;`.
pub fn declarations() -> Vec<(String, String)> {
    let config = Config::new();
    macro_rules! declare {
        ($($name:ident)*) => {
            vec![$( declaration::<$name>(&config) ),*]
        };
    }
    declare! {
        LockHolderListForm Settings
        SignIns Consent CodeRecord RefreshTokenRecord UnidyUser
        Person LockRecord KeyRecord SharedKeyRecord VendorConnectionRecord VendorAccountRecord WebhookRecord
        State
        Module ProjectRecord SubprojectRecord ManagedUserRecord SharingRightRecord AccessGroupRecord
        DoorbellRecord JobRecord RecordLists
    }
}

fn declaration<T: TS>(config: &Config) -> (String, String) {
    let docs = T::docs().unwrap_or_default();
    let text = format!("{docs}export {}", T::decl(config));
    (T::name(config), text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::de::DeserializeOwned;

    use super::*;
    use crate::oauth::pkce::Challenge;
    use crate::store::state::Clock;
    use crate::store::v2_records::FailedKey;

    fn text_of(name: &str) -> String {
        let declared = declarations();
        let found = declared.into_iter().find(|(declared, _)| declared == name);
        found.unwrap_or_else(|| panic!("{name}")).1
    }

    /// The members that serde knows: its error for an unknown one lists them.
    fn members<T: DeserializeOwned>() -> Vec<String> {
        let error = serde_json::from_str::<T>(r#"{"?": 0}"#).err().unwrap();
        let error = error.to_string();
        let list = error.split_once("expected ").unwrap().1;
        let names = list.split('`').skip(1).step_by(2);
        names.map(str::to_owned).collect()
    }

    /// Checks the members of a type, of which the given ones are required.
    fn check<T: DeserializeOwned>(name: &str, required: &[&str]) {
        let text = text_of(name);
        let members = members::<T>();
        assert!(!members.is_empty(), "{name}");
        for member in members {
            let required = required.contains(&member.as_str());
            let line = format!("\n{member}{}: ", if required { "" } else { "?" });
            assert!(text.contains(&line), "{line} in {text}");
            let docs = text.split(&line).next().unwrap();
            assert!(docs.ends_with(" */"), "{member} has no doc comment: {text}");
        }
    }

    #[test]
    fn the_declarations_have_every_member_and_the_optional_ones_are_optional() {
        check::<State>("State", &["version"]);
        check::<Clock>("State", &["advancedMilliseconds"]);
        check::<Settings>("SandboxSettings", &[]);
        check::<SignIns>("SandboxSignIns", &[]);
        check::<Consent>("SandboxConsent", &["system", "clientId"]);
        let code = ["code", "expiresAt", "redirectUri", "consent"];
        check::<CodeRecord>("SandboxCode", &code);
        check::<Challenge>("SandboxCode", &["method", "value"]);
        check::<RefreshTokenRecord>("SandboxRefreshToken", &["token", "consent"]);
        check::<UnidyUser>("SandboxUnidyUser", &["id", "email"]);
        check::<Person>("SandboxPerson", &["userId", "name"]);
        check::<LockRecord>("LockRecord", &["lockHolderId", "lock"]);
        check::<KeyRecord>("KeyRecord", &["readyAt", "key"]);
        check::<SharedKeyRecord>("SharedKeyRecord", &["sharedBy", "key"]);
        let connection = ["lockHolderId", "vendorConnection"];
        check::<VendorConnectionRecord>("VendorConnectionRecord", &connection);
        check::<VendorAccountRecord>("VendorAccountRecord", &["vendor", "email"]);
        check::<WebhookRecord>("WebhookRecord", &["lockHolderId", "webhook"]);
        check::<RecordLists>("StateOfV2", &[]);
        check::<ProjectRecord>("ProjectRecord", &["projectId"]);
        check::<SubprojectRecord>("SubprojectRecord", &["projectId", "subproject"]);
        check::<ManagedUserRecord>("ManagedUserRecord", &["projectId", "managedUser"]);
        check::<SharingRightRecord>("SharingRightRecord", &["subprojectId", "sharingRight"]);
        check::<AccessGroupRecord>("AccessGroupRecord", &["projectId", "accessGroup"]);
        check::<DoorbellRecord>("DoorbellRecord", &["projectId", "doorbell"]);
        let job = ["id", "projectId", "type", "created", "ends", "ending"];
        check::<JobRecord>("JobRecord", &job);
        check::<FailedKey>("JobRecord", &["lockId", "appUserId"]);
    }

    #[test]
    fn words_are_those_of_the_json() {
        for (name, words) in [
            (
                "LockHolderListForm",
                r#""lock-holders" | "lockHolders" | "managedLockHolders" | "array""#,
            ),
            (
                "SandboxSettings",
                r#"lastPageCursor?: "absent" | "null" | "empty","#,
            ),
            ("SandboxSettings", r#"also?: Array<"unidy" | "lockit">,"#),
            (
                "SandboxSettings",
                r#"lockitRefreshToken?: "rotate" | "same" | "omit","#,
            ),
            (
                "SandboxSettings",
                r#"unidyCallback?: "query" | "fragment","#,
            ),
            ("SandboxSettings", r#"entityForm?: "envelope" | "bare","#),
            (
                "SandboxSettings",
                r#"validationErrorForm?: "dotted" | "brackets","#,
            ),
            (
                "SandboxSettings",
                r#"timePrecision?: "millisecond" | "second" | "minute","#,
            ),
            ("SandboxSettings", r#"keyMetadata?: "kept" | "dropped","#),
            ("SandboxConsent", r#"system: "unidy" | "lockit","#),
            ("LockRecord", r#"presence?: "there" | "vanished" | "gone","#),
            ("Module", r#""mobileKey" | "subproject" | "doorbell""#),
            ("State", "version: 1,"),
            ("State", "idsGiven?: number,"),
            ("State", "advancedMilliseconds: number,"),
            (
                "StateOfV2",
                "managedUsers?: Array<ManagedUserRecord> | null,",
            ),
        ] {
            let text = text_of(name);
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn what_is_named_is_declared_or_imported() {
        let declared = declarations();
        let mut names: BTreeSet<&str> = declared.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), declared.len());
        let imported: Vec<&str> = IMPORTS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        names.extend(&imported);
        let mut used = BTreeSet::new();
        for (_, text) in &declared {
            assert!(text.starts_with("/**\n"), "{text}");
            let code = text.lines().filter(|line| !line.starts_with([' ', '/']));
            for line in code {
                let words = line.split(|letter: char| !letter.is_ascii_alphanumeric());
                used.extend(
                    words.filter(|word| word.starts_with(|first: char| first.is_ascii_uppercase())),
                );
            }
        }
        for builtin in ["Array", "S256"] {
            used.remove(builtin);
        }
        assert_eq!(used, names);
    }
}
