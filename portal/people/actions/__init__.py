"""What changes people: signing up and in, accounts, roles, and what is forgotten in time."""

from portal.people.actions.upkeep import forget_old, load_offices

__all__ = ["forget_old", "load_offices"]
