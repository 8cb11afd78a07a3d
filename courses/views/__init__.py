"""The pages of courses: learning, and tests."""

from courses.views import learning, testing
from courses.views.blueprint import bp

__all__ = ["bp", "learning", "testing"]
