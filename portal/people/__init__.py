"""The person: sign-up, sign-in, sessions, roles, offices."""
