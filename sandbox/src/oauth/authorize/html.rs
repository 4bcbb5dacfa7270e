//! The pages that people see: consent and error.

use super::request::AuthorizationRequest;
use crate::http::Response;
use crate::oauth::parameters::Parameters;
use crate::oauth::token_error::TokenError;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;\
color-scheme:light dark}button{font:inherit;padding:.5rem 1.5rem;margin-right:.75rem}code{overflow-wrap:anywhere}";

/// Asks for consent. The form contains the whole request, so that the sandbox stores nothing until the
/// person decides.
pub(crate) fn consent_page(
    authorization: &AuthorizationRequest,
    parameters: &Parameters,
) -> Response {
    let system = authorization.system.display_name();
    let client = escape(authorization.client.id);
    let mut scopes = String::new();
    if !authorization.scope.is_empty() {
        scopes.push_str("<p>It asks for:</p><ul>");
        for scope in &authorization.scope {
            scopes.push_str(&format!("<li><code>{}</code></li>", escape(scope)));
        }
        scopes.push_str("</ul>");
    }
    let fields: String = parameters
        .texts()
        .filter(|(name, _)| *name != "decision")
        .map(|(name, value)| {
            format!(
                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                escape(name),
                escape(value)
            )
        })
        .collect();
    let back = escape(&authorization.callback.redirect_uri);
    page(
        200,
        &format!("Sign in with {system}"),
        &format!(
            "<p>This is the sandbox's stand-in for {system}. You are signed in as a made-up person.</p>\
             <p>Allow <code>{client}</code> to act for you?</p>{scopes}\
             <form method=\"post\" action=\"authorize\">{fields}\
             <button name=\"decision\" value=\"allow\">Allow</button>\
             <button name=\"decision\" value=\"deny\">Deny</button></form>\
             <p>Both lead back to <code>{back}</code>.</p>"
        ),
    )
}

/// Shows why the request is rejected.
pub(crate) fn error_page(error: &TokenError) -> Response {
    page(
        error.status,
        "This request cannot be answered",
        &format!(
            "<p>{}.</p><p>The application that sent you here made a mistake (<code>{}</code>). \
             Nobody was sent back to it.</p>",
            escape(error.description.trim_end_matches('.')),
            escape(&error.error)
        ),
    )
}

fn page(status: u16, title: &str, body: &str) -> Response {
    let mut response = Response::empty(status);
    response.set_header("content-type", "text/html; charset=utf-8");
    // No scripts, no framing. Without `form-action`: browsers apply it to the redirect after the form,
    // too.
    response.set_header(
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    );
    // The page's own form names its origin: that is all by which Safari before 16.4 tells whose it is.
    response.set_header("referrer-policy", "same-origin");
    response.body = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    .into_bytes();
    response
}

/// Escapes a text for HTML and for attributes in quotes.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
