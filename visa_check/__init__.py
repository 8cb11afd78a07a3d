"""Visas and agencies: the register that officers keep, and the answers that people get."""
