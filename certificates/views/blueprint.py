"""The blueprint of the pages of certificates."""

from flask import Blueprint

from portal.ground.access import Role

bp = Blueprint("certificates", __name__)
STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
DECIDERS = (Role.OFFICER, Role.SUPERVISOR)
