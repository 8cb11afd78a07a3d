"""The pages of people: signing up and in, the account, proposals about roles, organisations."""

from portal.people.views import (
    account,
    forgot_pin,
    organisations,
    roles,
    sign_in,
    sign_up,
    staff_sign_in,
)
from portal.people.views.blueprint import bp

__all__ = [
    "account",
    "bp",
    "forgot_pin",
    "organisations",
    "roles",
    "sign_in",
    "sign_up",
    "staff_sign_in",
]
