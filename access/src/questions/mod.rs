//! What single questions about access come to.
