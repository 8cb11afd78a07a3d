"""GIFT, the plain-text format of question banks: all of it is read, and written again."""

from courses.gift.bank import Bank, Fault
from courses.gift.reader import read
from courses.gift.writer import Unwritable, write

__all__ = ["Bank", "Fault", "Unwritable", "read", "write"]
