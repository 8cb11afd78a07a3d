"""What changes people: signing up and in, accounts, roles, and what is forgotten in time."""
