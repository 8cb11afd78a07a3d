"""What makes a question of a course a good one: complete, short, and not to be cheated."""

from collections.abc import Iterator, Mapping

from courses import markdown
from courses.pack.sheet import SLUG
from courses.questions import Kind, Question, Text
from courses.saying import Sentence, said
from courses.scoring import WHOLE, Answer, mark

_LONGEST_STEM, _LONGEST_OPTION, _LONGEST_FEEDBACK = 400, 160, 400
# What stands in a select on a phone.
_LONGEST_MATCH = 80
_MOST_OPTIONS, _MOST_PAIRS = 6, 8
# With two, half of the guesses are right.
_LEAST_ROWS = 3
_SLACK = 0.1
_UNMARKED = {
    Kind.ESSAY: said("an essay question {} has no place in a course: nobody could mark it"),
    Kind.DESCRIPTION: said("words without a question have no place here; is {...} missing?"),
}


def faults_of(question: Question, known: Mapping[str, str]) -> list[Sentence]:
    """What is wrong with one question by itself; `known` are the pictures of the pack."""
    if not question.kind.is_marked:
        return [_UNMARKED[question.kind]]
    return [
        *_faults_of_words(question),
        *_faults_of_options(question),
        *_faults_of_weights(question),
        *_faults_of_pictures(question, known),
    ]


def pictures(question: Question) -> list[tuple[str, str]]:
    """The pictures of a question: the name in the pack, and what stands for it (alt)."""
    return [one for text in _texts(question) for one in markdown.pictures(text)]


def _texts(question: Question) -> Iterator[Text | None]:
    yield question.stem
    yield question.feedback
    for option in question.options:
        yield option.text
        yield option.feedback


def _faults_of_words(question: Question) -> Iterator[Sentence]:
    told = [option.feedback for option in question.options] + [question.feedback]
    if not SLUG.fullmatch(question.title):
        yield said("the title (::name::) must be lower-case words joined by hyphens")
    if len(question.stem.words) > _LONGEST_STEM:
        yield said("the question is longer than %(most)s characters", most=_LONGEST_STEM)
    if any(one and len(one.words) > _LONGEST_FEEDBACK for one in told):
        yield said("a feedback is longer than %(most)s characters", most=_LONGEST_FEEDBACK)
    if question.feedback is None:
        yield said("the general feedback (####) is missing")


def _faults_of_options(question: Question) -> Iterator[Sentence]:
    is_matching = question.kind is Kind.MATCHING
    words = [option.text.words for option in question.options]
    asked = [one for one in words if one] if is_matching else words
    most = _MOST_PAIRS if is_matching else _MOST_OPTIONS
    if any(len(one) > _LONGEST_OPTION for one in words) and question.kind is not Kind.NUMBER:
        yield said("an answer is longer than %(most)s characters", most=_LONGEST_OPTION)
    if any(len(option.match) > _LONGEST_MATCH for option in question.options):
        yield said("what stands behind -> is longer than %(most)s characters", most=_LONGEST_MATCH)
    if len(words) > most:
        yield said("there are more than %(most)s answers", most=most)
    if len({one.casefold() for one in asked}) < len(asked):
        yield said("two answers are the same")
    if question.kind is Kind.ORDERING and len(words) < _LEAST_ROWS:
        yield said("an order has at least %(least)s steps", least=_LEAST_ROWS)
    if is_matching and len({option.match for option in question.options}) < _LEAST_ROWS:
        yield said(
            "a matching question offers at least %(least)s things to choose", least=_LEAST_ROWS
        )


def _faults_of_weights(question: Question) -> Iterator[Sentence]:
    weights = [option.weight for option in question.options]
    if question.kind is Kind.SEVERAL_OF:
        if abs(sum(weight for weight in weights if weight > 0) - WHOLE) > _SLACK:
            yield said("the weights of the right answers must add up to 100")
        elif mark(question.kind, [Answer(one) for one in weights], range(len(weights))) >= WHOLE:
            yield said("choosing everything would give full marks")
    elif question.kind is Kind.ONE_OF and weights.count(WHOLE) != 1:
        yield said("just one answer must be right (=)")
    elif WHOLE not in weights:
        yield said("no answer gives full marks")


def _faults_of_pictures(question: Question, known: Mapping[str, str]) -> Iterator[Sentence]:
    for name, alt in pictures(question):
        if name not in known:
            yield said("the picture %(name)s is not there; pictures lie in media/", name=repr(name))
        if not alt:
            yield said("the picture %(name)s has no text that says what it shows", name=repr(name))
