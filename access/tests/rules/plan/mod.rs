//! Plans.

#[path = "../../support/world.rs"]
mod world;

mod difference;
mod evidence;
mod groups;
mod limits;
mod one_person;
mod same_again;
mod whose;
