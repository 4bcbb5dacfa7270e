//! Why something was refused, as a code with its numbers and names. The sentences are made in TypeScript.

use unloc_integrator_client::json::Object;

/// A refusal, as JSON: `{"code":"…",…}`. Boxed, and made by functions that are not inlined: there are many places where one
/// is made or handed on, and none of them is in a hurry.
#[derive(Debug)]
pub struct Refusal(Box<Object>);

impl Refusal {
    /// A refusal by its code.
    #[inline(never)]
    pub fn new(code: &str) -> Self {
        let mut object = Box::new(Object::new());
        object.text("code", code);
        Self(object)
    }

    /// Adds a name.
    #[inline(never)]
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.0.text(name, text);
        self
    }

    /// Adds a number of 0 or more.
    #[inline(never)]
    #[must_use]
    pub fn number(mut self, name: &str, number: f64) -> Self {
        self.0.number(name, number);
        self
    }

    /// Adds a value that is written as JSON already.
    #[inline(never)]
    #[must_use]
    pub fn json(mut self, name: &str, json: &str) -> Self {
        self.0.json(name, json);
        self
    }

    /// Its text.
    pub fn finish(mut self) -> String {
        self.0.finish()
    }
}
