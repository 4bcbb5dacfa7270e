//! The two pages that people see: the question, and why there is none.

use super::request::AuthorizationRequest;
use crate::http::Response;
use crate::oauth::parameters::Parameters;
use crate::oauth::token_error::TokenError;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;\
color-scheme:light dark}button{font:inherit;padding:.5rem 1.5rem;margin-right:.75rem}code{overflow-wrap:anywhere}";

/// Asks whether the client may have what it asks for. The form carries the whole question, so that
/// the sandbox remembers nothing of people who go away.
pub(crate) fn question(asked: &AuthorizationRequest, parameters: &Parameters) -> Response {
    let system = asked.system.display_name();
    let client = escaped(asked.client.id);
    let mut wanted = String::new();
    if !asked.scope.is_empty() {
        wanted.push_str("<p>It asks for:</p><ul>");
        for scope in &asked.scope {
            wanted.push_str(&format!("<li><code>{}</code></li>", escaped(scope)));
        }
        wanted.push_str("</ul>");
    }
    let fields: String = parameters
        .texts()
        .filter(|(name, _)| *name != "decision")
        .map(|(name, value)| {
            format!(
                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                escaped(name),
                escaped(value)
            )
        })
        .collect();
    let back = escaped(&asked.callback.redirect_uri);
    page(
        200,
        &format!("Sign in with {system}"),
        &format!(
            "<p>This is the sandbox's stand-in for {system}. You are signed in as a made-up person.</p>\
             <p>Allow <code>{client}</code> to act for you?</p>{wanted}\
             <form method=\"post\" action=\"authorize\">{fields}\
             <button name=\"decision\" value=\"allow\">Allow</button>\
             <button name=\"decision\" value=\"deny\">Deny</button></form>\
             <p>Both lead back to <code>{back}</code>.</p>"
        ),
    )
}

/// Says why nobody is asked.
pub(crate) fn refusal(error: &TokenError) -> Response {
    page(
        error.status,
        "This request cannot be answered",
        &format!(
            "<p>{}.</p><p>The application that sent you here made a mistake (<code>{}</code>). \
             Nobody was sent back to it.</p>",
            escaped(error.description.trim_end_matches('.')),
            escaped(&error.error)
        ),
    )
}

fn page(status: u16, title: &str, body: &str) -> Response {
    let mut response = Response::empty(status);
    response.set_header("content-type", "text/html; charset=utf-8");
    // Nothing of it runs, and no other page shows it in a frame. `form-action` is left out: browsers
    // apply it to where the form's answer leads, too.
    response.set_header(
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    );
    response.set_header("referrer-policy", "no-referrer");
    response.body = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    .into_bytes();
    response
}

/// Text as it can stand in a page and in the quotes of an attribute.
fn escaped(text: &str) -> String {
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
