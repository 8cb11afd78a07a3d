"""The pages of courses: learning, tests, and the guide that chooses courses."""

from courses.views import crediting, guide, learning, standing, testing
from courses.views.blueprint import bp

__all__ = ["bp", "crediting", "guide", "learning", "standing", "testing"]
