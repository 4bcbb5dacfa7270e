//! Client for the Unloc Integrator API.
pub mod model;
