//! Plans.

#[path = "../../support/world.rs"]
mod world;

#[path = "../../support/limited.rs"]
mod limited;

mod difference;
mod evidence;
mod groups;
mod limits;
mod one_person;
mod same_again;
mod whose;
