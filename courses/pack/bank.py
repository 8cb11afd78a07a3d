"""The question banks of a pack: the same questions and answers, in the same order, everywhere."""

from collections.abc import Mapping
from types import MappingProxyType

from courses import gift, markdown
from courses.pack import files as pack_files
from courses.pack import rules
from courses.pack.parts import LANGUAGES, Fault, Question, QuestionText
from courses.questions import Kind
from courses.questions import Question as Read
from courses.saying import Sentence, said
from courses.scoring import Answer
from courses.watching import Steps, Tell, nobody

_NO_PICTURES: Mapping[str, str] = MappingProxyType({})


def read(
    files: dict[str, bytes],
    modules: set[str],
    faults: list[Fault],
    pictures: Mapping[str, str] = _NO_PICTURES,
    tell: Tell = nobody,
) -> tuple[dict[str, list[Question]], set[str]]:
    """The questions of each module, and the pictures that they show.

    `pictures` gives the address of each picture in the pack.
    """
    first = LANGUAGES[0]
    titles = files.get(f"{first}/questions.gift", b"").count(b"\n::")
    # Each question is checked in every language, then made.
    steps = Steps(titles * (len(LANGUAGES) + 1), tell)
    banks = {
        language: _bank(f"{language}/questions.gift", files, pictures, faults, steps)
        for language in LANGUAGES
    }
    for language in LANGUAGES[1:]:
        _compare(first, banks[first], language, banks[language], faults)
    for question in banks[first].values():
        if question.category not in modules:
            message = said("no module is called %(name)s", name=repr(question.category))
            faults.append(_fault(f"{first}/questions.gift", question, message))
    found: dict[str, list[Question]] = {module: [] for module in modules}
    for slug, question in steps.each(banks[first].items()):
        same = {language: bank[slug] for language, bank in banks.items() if slug in bank}
        fits = len({_shape(one) for one in same.values()}) == 1
        if fits and len(same) == len(LANGUAGES) and question.category in found:
            found[question.category].append(_question(slug, same, pictures))
    every = (question for bank in banks.values() for question in bank.values())
    return found, {name for question in every for name, _alt in rules.pictures(question)}


def _bank(
    name: str,
    files: dict[str, bytes],
    pictures: Mapping[str, str],
    faults: list[Fault],
    steps: Steps,
) -> dict[str, Read]:
    """One language's bank by the titles of its questions."""
    text = pack_files.text(files, name, faults)
    bank = gift.read(text or "")
    faults += [_fault(name, fault, fault.message) for fault in bank.faults]
    found: dict[str, Read] = {}
    for question in steps.each(bank.questions):
        messages = rules.faults_of(question, pictures)
        if question.title in found:
            messages.append(said("the title stands there twice"))
        faults += [_fault(name, question, message) for message in messages]
        if question.kind.is_marked:
            found[question.title] = question
    return found


def _compare(
    first: str, bank: dict[str, Read], language: str, other: dict[str, Read], faults: list[Fault]
) -> None:
    """Two languages have the same questions, answers and marks in the same order."""
    here, there = f"{first}/questions.gift", f"{language}/questions.gift"
    for slug, question in bank.items():
        if slug not in other:
            faults.append(_fault(here, question, said("it is missing in %(file)s", file=there)))
        elif _shape(question) != _shape(other[slug]):
            message = _difference(question, other[slug], here)
            faults.append(_fault(there, other[slug], message))
    for slug, question in other.items():
        if slug not in bank:
            faults.append(_fault(there, question, said("it is missing in %(file)s", file=here)))
    common = [slug for slug in bank if slug in other]
    for mine, theirs in zip(common, [slug for slug in other if slug in bank], strict=True):
        if mine != theirs:
            message = said(
                "the order differs: %(name)s stands here in %(file)s", name=repr(mine), file=here
            )
            faults.append(_fault(there, other[theirs], message))
            break


def _fault(name: str, about: Read | gift.Fault, message: Sentence) -> Fault:
    """A fault that names its question; one without a title is named by its line alone."""
    if about.title:
        message = said("%(title)s: %(message)s", title=repr(about.title), message=message)
    return Fault(name, about.line, message)


def _shape(question: Read) -> tuple[object, ...]:
    """What must be the same in every language."""
    answers = tuple((option.weight, option.low, option.high) for option in question.options)
    return question.kind, question.category, answers, _matches(question)[1]


def _difference(question: Read, other: Read, here: str) -> Sentence:
    """In what two languages differ, as plainly as it can be said."""
    if question.kind is not other.kind:
        return said("another kind of question than in %(file)s", file=here)
    if question.category != other.category:
        name = repr(question.category)
        return said("in %(file)s it belongs to the module %(name)s", file=here, name=name)
    if len(question.options) != len(other.options):
        count = len(question.options)
        return said("in %(file)s it has %(count)s answers", file=here, count=count)
    if _matches(question)[1] != _matches(other)[1]:
        return said("other lines have the same partner than in %(file)s", file=here)
    return said(
        "other weights or numbers, or another order of answers, than in %(file)s", file=here
    )


def _matches(question: Read) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What can be chosen in a matching question, each once, and which of it is whose."""
    if question.kind is not Kind.MATCHING:
        return (), ()
    offered = tuple(dict.fromkeys(option.match for option in question.options))
    return offered, tuple(offered.index(option.match) for option in question.options)


def _question(slug: str, versions: dict[str, Read], pictures: Mapping[str, str]) -> Question:
    first = next(iter(versions.values()))
    matches = _matches(first)[1]
    key = tuple(
        Answer(
            weight=option.weight,
            words=_accepted(place, versions) if first.kind is Kind.SHORT_ANSWER else (),
            low=option.low,
            high=option.high,
            match=matches[place] if matches else None,
        )
        for place, option in enumerate(first.options)
    )
    texts = {language: _text(one, pictures) for language, one in versions.items()}
    return Question(slug, first.kind, key, texts)


def _accepted(place: int, versions: dict[str, Read]) -> tuple[str, ...]:
    """What may be typed, in whichever language."""
    return tuple(dict.fromkeys(one.options[place].text.words for one in versions.values()))


def _text(question: Read, pictures: Mapping[str, str]) -> QuestionText:
    options = tuple(markdown.phrase(option.text, pictures) for option in question.options)
    if question.kind is Kind.NUMBER:
        # 16:1 is told as 16, and 1..5 as 1-5.
        options = tuple(words.split(":")[0].replace("..", "–") for words in options)
    told = tuple(markdown.phrase(option.feedback, pictures) for option in question.options)
    return QuestionText(
        stem=markdown.phrase(question.stem, pictures),
        options=options,
        feedbacks=told,
        feedback=markdown.phrase(question.feedback, pictures),
        matches=_matches(question)[0],
    )
