"""One file for each step, numbered, with a telling name."""
