"""Tests of the shared tablet of a class."""
