//! What tokens of Unidy and LockitNetwork are good for here: Unidy's users, and a resource that stands
//! for LockitNetwork's API. They check a token as a resource server does (RFC 6750).

use serde_json::{Value, json};

use super::not_enabled;
use super::system::System;
use super::token::opaque_claims::OpaqueClaims;
use super::token_error::TokenError;
use crate::http::bearer::bearer;
use crate::http::{Request, Response};
use crate::store::Store;
use crate::store::unidy_users::UnidyUser;
use crate::time::Timestamp;
use crate::v1::error::ApiError;

/// Handles a request to a resource. `None` for every other path. Its token must be valid at `token_time`.
pub(crate) fn handle(
    store: &mut Store,
    request: &Request,
    token_time: Timestamp,
) -> Option<Response> {
    let path = request.path();
    let (system, methods): (_, &[&str]) = match path.strip_suffix('/').unwrap_or(path) {
        "/api/v1/users" => (System::Unidy, &["GET", "POST"]),
        "/api/me" => (System::Lockit, &["GET"]),
        _ => return None,
    };
    if !system.is_enabled(&store.settings) {
        return Some(not_enabled().into());
    }
    if !methods
        .iter()
        .any(|one| request.method.eq_ignore_ascii_case(one))
    {
        return Some(ApiError::other_methods(&methods.join(", ")));
    }
    let result = match system {
        System::Unidy if request.method.eq_ignore_ascii_case("POST") => {
            create_user(store, request, token_time)
        }
        System::Unidy => list_users(store, request, token_time),
        _ => show_person(request, token_time),
    };
    Some(result.unwrap_or_else(|error| error))
}

/// Checks the token, which must be of the system and have one of the scopes, if there are some.
fn authorize(
    request: &Request,
    now: Timestamp,
    system: System,
    scopes: &[&str],
) -> Result<(), Response> {
    let token = bearer(request).map_err(|reason| refused("invalid_token", reason.to_owned()))?;
    let claims = OpaqueClaims::unseal(token, system).ok_or_else(|| {
        let name = system.display_name();
        refused("invalid_token", format!("The token is not one of {name}"))
    })?;
    if claims.has_expired(now) {
        return Err(refused("invalid_token", "The token has expired".to_owned()));
    }
    if scopes.is_empty() || claims.has_one_of(scopes) {
        return Ok(());
    }
    let needed = format!("This needs a token of scope {}", scopes.join(" or "));
    Err(refused("insufficient_scope", needed))
}

/// A rejected token, with the challenge of RFC 6750, section 3.
fn refused(error: &'static str, description: String) -> Response {
    let mut response = Response::from(TokenError::new(error, description));
    let challenge = format!("Bearer realm=\"Unloc sandbox\", error=\"{error}\"");
    response.set_header("www-authenticate", &challenge);
    response
}

/// Unidy's users: the fictitious person who signs in, and those that were created. `email` filters.
fn list_users(store: &Store, request: &Request, now: Timestamp) -> Result<Response, Response> {
    let query = request.query();
    let email = query.iter().find(|(name, _)| name == "email");
    let scopes: &[&str] = match email {
        Some(_) => &["users:read", "users:read_by_email"],
        None => &["users:read"],
    };
    authorize(request, now, System::Unidy, scopes)?;
    let signed_in = UnidyUser::signed_in();
    let users: Vec<Value> = std::iter::once(&signed_in)
        .chain(&store.unidy_users)
        .filter(|user| email.is_none_or(|(_, email)| user.has_email(email)))
        .map(to_json)
        .collect();
    Ok(Response::json(200, &json!({ "results": users })))
}

/// Creates a user. Nobody gets an e-mail.
fn create_user(store: &mut Store, request: &Request, now: Timestamp) -> Result<Response, Response> {
    authorize(request, now, System::Unidy, &["users:write"])?;
    let invalid = |description: &str| {
        Response::from(TokenError {
            status: 422,
            ..TokenError::new("invalid_user", description)
        })
    };
    let body: Value = serde_json::from_slice(request.body).unwrap_or_default();
    let text = |name: &str| body.get(name)?.as_str().map(str::to_owned);
    let email = text("email")
        .filter(|email| email.len() > 2 && email.contains('@'))
        .ok_or_else(|| invalid("The body must be a JSON object with an email"))?;
    if store.unidy_users.iter().any(|user| user.has_email(&email))
        || UnidyUser::signed_in().has_email(&email)
    {
        return Err(invalid("There is a user with this email"));
    }
    let last = store.unidy_users.last();
    let user = UnidyUser {
        id: last
            .map_or(UnidyUser::signed_in().id, |last| last.id)
            .saturating_add(1),
        email,
        first_name: text("first_name"),
        last_name: text("last_name"),
    };
    let response = Response::json(201, &to_json(&user));
    store.unidy_users.push(user);
    Ok(response)
}

fn to_json(user: &UnidyUser) -> Value {
    json!({
        "id": user.id,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
    })
}

/// The person who signed in with LockitNetwork. This path is the sandbox's own: LockitNetwork's API needs
/// a project of a film, which the sandbox has not.
fn show_person(request: &Request, now: Timestamp) -> Result<Response, Response> {
    authorize(request, now, System::Lockit, &[])?;
    let user = UnidyUser::signed_in();
    Ok(Response::json(
        200,
        &json!({
            "id": "00000000000000000000000000000001",
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "note": "This path is the sandbox's own. LockitNetwork's API has others.",
        }),
    ))
}
