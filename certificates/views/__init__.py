"""The pages of certificates: the holder's, the checker's, and the office's."""

from certificates.views import checking, deciding, holding, office
from certificates.views.blueprint import bp

__all__ = ["bp", "checking", "deciding", "holding", "office"]
