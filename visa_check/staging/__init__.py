"""Lines of a list compared with the register: what each would change."""
