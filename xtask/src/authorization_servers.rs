//! `pkg/src/generated/systems.ts`: the records of the known authorization servers.

use unloc_integrator_client::auth::authorization_server::{SYSTEMS, ScopeFor, System};

pub fn module() -> String {
    let names = SYSTEMS.map(|server| quoted(server.name)).join(" | ");
    let mut text = format!(
        "\
import type {{ AuthorizationServer }} from '../auth/authorization-server';

/** The known authorization servers, without the base URL of those that have a host per tenant. */
export const systems: {{ readonly [Name in {names}]: Omit<AuthorizationServer, 'baseUrl'> & {{ baseUrl?: string }} }} = {{
"
    );
    for server in SYSTEMS {
        line!(text, "  /** {}. */\n  {}: {{", server.meaning, server.name);
        for (name, value) in members(&server) {
            line!(text, "    {name}: {value},");
        }
        line!(text, "  }},");
    }
    text + "};\n"
}

/// The members of a record. A member without a value is left out, so that a record is easy to read.
fn members(server: &System) -> Vec<(&'static str, String)> {
    let text = |value: Option<&str>| value.map(quoted);
    let flag = |value: bool| value.then(|| "true".to_owned());
    let grants = server.grants.iter().map(|grant| quoted(grant.as_str()));
    let scopes = server.scope_for.iter().map(scope_for).collect::<Vec<_>>();
    let all = [
        ("name", text(Some(server.name))),
        ("baseUrl", text(server.base_url)),
        ("api", text(server.api)),
        ("tokenPath", text(Some(server.token_path))),
        ("discoveryPath", text(server.discovery_path)),
        ("authorizePath", text(server.authorize_path)),
        ("bodyEncoding", text(Some(server.body_encoding.as_str()))),
        (
            "clientAuthentication",
            text(Some(server.client_authentication.as_str())),
        ),
        ("grants", Some(list(&grants.collect::<Vec<_>>()))),
        ("scopeStyle", text(Some(server.scope_style.as_str()))),
        ("scopeRequired", flag(server.scope_required)),
        ("scopeFor", (!scopes.is_empty()).then(|| list(&scopes))),
        ("pkceOptional", flag(server.pkce_optional)),
        ("rotatesRefreshTokens", flag(server.rotates_refresh_tokens)),
        ("issuerInCallback", flag(server.issuer_in_callback)),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

fn scope_for(row: &ScopeFor) -> String {
    let member = row
        .member
        .map(|member| format!(", member: {}", quoted(member)));
    format!(
        "{{ given: {}, scope: {}{} }}",
        quoted(row.given),
        quoted(row.scope),
        member.unwrap_or_default()
    )
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}
