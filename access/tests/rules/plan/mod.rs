//! Plans.

#[path = "../../support/world.rs"]
mod world;

mod difference;
