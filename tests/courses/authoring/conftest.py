"""A trainer, a draft, and the trainer at work on it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.models import Draft
from portal.people.models import Person
from tests.make.authoring import (
    make_draft,
    make_trainer,
)

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    return make_trainer(language="en")


@pytest.fixture
def draft(trainer: Person) -> Draft:
    """The trainer's draft of a small course."""
    return make_draft(trainer)


@pytest.fixture
def author(trainer: Person, draft: Draft, sign_in: SignIn) -> FlaskClient:
    """The trainer at work."""
    return sign_in(trainer)
