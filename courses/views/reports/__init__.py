"""The pages of what trainers and offices see of learning: by class, and by centre and days."""

from courses.views.reports import centres, classes
from courses.views.reports.blueprint import bp

__all__ = ["bp", "centres", "classes"]
