"""The question banks of a pack: the same questions and answers, in the same order, everywhere."""

from courses import gift, markdown
from courses.pack import files as pack_files
from courses.pack.parts import LANGUAGES, Fault, Question, QuestionText
from courses.pack.sheet import SLUG
from courses.questions import Kind
from courses.questions import Question as Read
from courses.scoring import WHOLE, Answer, mark

_LONGEST_STEM, _LONGEST_OPTION, _LONGEST_FEEDBACK = 400, 160, 400
_MOST_OPTIONS = 6
_SLACK = 0.1


def read(
    files: dict[str, bytes], modules: set[str], faults: list[Fault]
) -> dict[str, list[Question]]:
    """The questions of each module."""
    banks = {language: _bank(f"{language}/questions.gift", files, faults) for language in LANGUAGES}
    first = LANGUAGES[0]
    for language in LANGUAGES[1:]:
        _compare(first, banks[first], language, banks[language], faults)
    for question in banks[first].values():
        if question.category not in modules:
            message = f"{question.title!r}: no module is called {question.category!r}"
            faults.append(Fault(f"{first}/questions.gift", question.line, message))
    found: dict[str, list[Question]] = {module: [] for module in modules}
    for slug, question in banks[first].items():
        versions = {language: bank.get(slug) for language, bank in banks.items()}
        same = {language: one for language, one in versions.items() if one is not None}
        fits = len({(one.kind, len(one.options)) for one in same.values()}) == 1
        if fits and len(same) == len(LANGUAGES) and question.category in found:
            found[question.category].append(_question(slug, same))
    return found


def _bank(name: str, files: dict[str, bytes], faults: list[Fault]) -> dict[str, Read]:
    """One language's bank by the titles of its questions."""
    text = pack_files.text(files, name, faults)
    bank = gift.read(text or "")
    faults += [
        Fault(name, fault.line, f"{fault.title or 'a question'!r}: {fault.message}")
        for fault in bank.faults
    ]
    found: dict[str, Read] = {}
    for question in bank.questions:
        for message in _faults_of(question, found):
            faults.append(Fault(name, question.line, f"{question.title!r}: {message}"))
        found[question.title] = question
    return found


def _faults_of(question: Read, before: dict[str, Read]) -> list[str]:
    """What is wrong with one question by itself."""
    answers = [
        option.text.words
        for option in question.options
        if len(option.text.words) > _LONGEST_OPTION or not option.text.words.strip()
    ]
    chosen = [option.text.words.casefold() for option in question.options]
    told = [option.feedback for option in question.options] + [question.feedback]
    wrong = {
        "the title (::name::) must be lower-case words joined by hyphens": not SLUG.fullmatch(
            question.title
        ),
        "the title stands there twice": question.title in before,
        f"the question is longer than {_LONGEST_STEM} characters": len(question.stem.words)
        > _LONGEST_STEM,
        f"an answer is empty or longer than {_LONGEST_OPTION} characters": bool(answers)
        and question.kind is not Kind.NUMBER,
        f"a feedback is longer than {_LONGEST_FEEDBACK} characters": any(
            one and len(one.words) > _LONGEST_FEEDBACK for one in told
        ),
        f"there are more than {_MOST_OPTIONS} answers": len(question.options) > _MOST_OPTIONS,
        "two answers are the same": len(set(chosen)) < len(chosen),
        "the general feedback (####) is missing": question.feedback is None,
    }
    return [message for message, is_so in wrong.items() if is_so] + _weight_faults(question)


def _weight_faults(question: Read) -> list[str]:
    """What is wrong with the marks of one question."""
    weights = [option.weight for option in question.options]
    if question.kind is Kind.SEVERAL_OF:
        if abs(sum(weight for weight in weights if weight > 0) - WHOLE) > _SLACK:
            return ["the weights of the right answers must add up to 100"]
        everything = mark(question.kind, [Answer(one) for one in weights], range(len(weights)))
        return ["choosing everything would give full marks"] if everything >= WHOLE else []
    if question.kind is Kind.ONE_OF and weights.count(WHOLE) != 1:
        return ["just one answer must be right (=)"]
    return [] if WHOLE in weights else ["no answer gives full marks"]


def _compare(
    first: str, bank: dict[str, Read], language: str, other: dict[str, Read], faults: list[Fault]
) -> None:
    """Two languages have the same questions, answers and marks in the same order."""
    here, there = f"{first}/questions.gift", f"{language}/questions.gift"
    for slug, question in bank.items():
        if slug not in other:
            faults.append(Fault(here, question.line, f"{slug!r} is missing in {there}"))
        elif _shape(question) != _shape(other[slug]):
            message = f"{slug!r} has other answers, weights or another module than in {here}"
            faults.append(Fault(there, other[slug].line, message))
    for slug, question in other.items():
        if slug not in bank:
            faults.append(Fault(there, question.line, f"{slug!r} is missing in {here}"))
    common = [slug for slug in bank if slug in other]
    for mine, theirs in zip(common, [slug for slug in other if slug in bank], strict=True):
        if mine != theirs:
            message = f"here stands {theirs!r}, but {mine!r} in {here}: the order differs"
            faults.append(Fault(there, other[theirs].line, message))
            break


def _shape(question: Read) -> tuple[object, ...]:
    """What must be the same in every language."""
    answers = tuple((option.weight, option.low, option.high) for option in question.options)
    return question.kind, question.category, answers


def _question(slug: str, versions: dict[str, Read]) -> Question:
    first = next(iter(versions.values()))
    key = tuple(
        Answer(
            weight=option.weight,
            words=_accepted(place, versions) if first.kind is Kind.SHORT_ANSWER else (),
            low=option.low,
            high=option.high,
        )
        for place, option in enumerate(first.options)
    )
    texts = {language: _text(one) for language, one in versions.items()}
    return Question(slug, first.kind, key, texts)


def _accepted(place: int, versions: dict[str, Read]) -> tuple[str, ...]:
    """What may be typed, in whichever language."""
    return tuple(dict.fromkeys(one.options[place].text.words for one in versions.values()))


def _text(question: Read) -> QuestionText:
    options = tuple(markdown.phrase(option.text) for option in question.options)
    if question.kind is Kind.NUMBER:
        # 16:1 is told as 16, and 1..5 as 1-5.
        options = tuple(words.split(":")[0].replace("..", "–") for words in options)
    return QuestionText(
        stem=markdown.phrase(question.stem),
        options=options,
        feedbacks=tuple(markdown.phrase(option.feedback) for option in question.options),
        feedback=markdown.phrase(question.feedback),
    )
