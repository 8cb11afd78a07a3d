"""The blueprint of the pages of classes, and who may enter them."""

from flask import Blueprint

from portal.ground.access import Role

bp = Blueprint("classes", __name__, url_prefix="/office/classes")
# Who runs classes, and who may look at them too.
STAFF = (Role.TRAINER, Role.OFFICER, Role.SUPERVISOR)
READERS = (*STAFF, Role.AUDITOR)
