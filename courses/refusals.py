"""What can be refused in training, and what the page says then."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from courses import paper
from courses.paper import Asked
from courses.questions import Kind
from portal.ground.errors import Conflict, Refusal


class VersionFixed(Conflict):
    """The same version comes again with other words."""

    message = _l(
        "Version %(version)s of this course is published and stays as it is. "
        "Give the changed course a new version."
    )


class UnknownCourses(Refusal):
    """A course asks for others that are not there."""

    message = _l(
        "There is no course called %(slugs)s. Publish it first, or take it out of prerequisites."
    )


class CoursesInACircle(Refusal):
    """Two courses ask for each other: nobody could ever begin."""

    message = _l(
        "The course %(slug)s, which is asked for, asks for this one itself. "
        "Nobody could pass either of them."
    )


class Gone(Refusal):
    """There is no such thing, or it is not this person's."""

    status = 404
    message = _l("This page is not there.")


class AlreadyPassed(Conflict):
    """A test that was passed is not taken again."""

    message = _l("You have passed this test already.")


class NotYet(Conflict):
    """Other tests come first."""

    message = _l("Pass the tests of the modules before this one first.")


class CoursesFirst(Conflict):
    """Other courses come first."""

    message = _l("Pass the courses that come before this one first.")


class MustWait(Conflict):
    """All attempts of this round are used up."""

    message = _l(
        "You have used all your tries for now. Read the lessons again and come back later."
    )


class Ended(Conflict):
    """The test was handed in: no more answers are taken."""

    message = _l("This test has been handed in. What you sent now was not counted.")


class AnsweredElsewhere(Conflict):
    """The question was answered in another window or on another phone meanwhile."""

    field = "choice"
    message = _l("You answered this question in another window. See what is marked, then choose.")


class NoAnswer(Refusal):
    """What was sent cannot be an answer to this question."""

    field = "choice"
    message = _l("Choose an answer.")


class NotANumber(NoAnswer):
    """A number is asked for."""

    message = _l("Write a number, for example 12.")


class NoSeat(Conflict):
    """The class is full."""

    message = _l("All seats of this class are taken.")


class AlreadyInClass(Conflict):
    """The person sits in the class already."""

    message = _l("This person is in the class already.")


class SeatConfirmed(Conflict):
    """Whoever has the seat has shown a passport of their own."""

    message = _l("Whoever has this seat has shown another passport: the seat stays theirs.")


class ClassOver(Conflict):
    """The class has ended or was cancelled."""

    message = _l("This class is over. Nothing in it is changed any more.")


class TooFewSeats(Refusal):
    """More people sit in the class than the new number of seats."""

    field = "seats"
    message = _l("More people are in the class than that.")


class HasAttendance(Conflict):
    """The roll was called already."""

    message = _l("The roll was called on this day. The day stays in the class.")


class NotYetDay(Conflict):
    """The day of the roll call is still to come."""

    message = _l("This day is still to come. The roll is called on the day itself.")


class LeftOut(NoAnswer):
    """A question of several lines, one of which has no answer."""

    message = _l("Choose something in every line.")


class Doubled(NoAnswer):
    """Two lines of an order have the same number."""

    message = _l("Two lines have the same number. Give each line a number of its own.")


def not_an_answer(question: Asked, given: Sequence[str]) -> Refusal:
    """Why what was sent cannot be an answer to a question."""
    if question.kind is Kind.NUMBER:
        return NotANumber()
    if question.kind.has_rows:
        return Doubled() if paper.is_doubled(question, given) else LeftOut()
    return NoAnswer()


class HasPin(Conflict):
    """Who signs in alone leaves alone."""

    message = _l("This person has a PIN and deletes the account alone: My page, Delete my account.")


class TabletClosed(Conflict):
    """The shared tablet was closed, or its day is over."""

    message = _l("This tablet is closed. Staff open it again from the page of the class.")


class WrongHandOver(Refusal):
    """The code of the hand-over is another."""

    field = "code"
    message = _l("This is not the code. Tries that are left: %(left)s.")


class EasyHandOver(Refusal):
    """A code that is guessed first."""

    field = "code"
    message = _l("This code is too easy to guess. Choose other digits.")
