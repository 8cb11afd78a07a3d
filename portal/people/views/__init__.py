"""The pages of people: signing up and in, the account, and proposals about roles."""

from portal.people.views import account, forgot_pin, roles, sign_in, sign_up, staff_sign_in
from portal.people.views.blueprint import bp

__all__ = ["account", "bp", "forgot_pin", "roles", "sign_in", "sign_up", "staff_sign_in"]
