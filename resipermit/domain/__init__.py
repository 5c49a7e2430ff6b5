"""Values and rules of the residence permit; the standard library only, every function pure."""
