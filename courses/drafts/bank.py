"""The banks of a draft, cut into the questions of each module, and put together again."""

import re

from courses import gift
from courses.pack.parts import LANGUAGES, BrokenPack, Fault
from courses.saying import said

# A file of questions that somebody sends.
LARGEST = 400 * 1024
_MARK = "$CATEGORY:"
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)


def path(language: str) -> str:
    """Where the bank of a language lies."""
    return f"{language}/questions.gift"


def sections(text: str) -> dict[str, str]:
    """The questions of each category, in the order in which they first come; "" comes before any.

    Words before the first category belong to none; what stands twice is put together.
    """
    found: dict[str, list[str]] = {}
    category = ""
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.startswith(_MARK):
            category = line.removeprefix(_MARK).strip()
            found.setdefault(category, []).append("")
        else:
            found.setdefault(category, []).append(line)
    texts = {name: "\n".join(lines).strip("\n") for name, lines in found.items()}
    return {name: text for name, text in texts.items() if name or text.strip()}


def joined(parts: dict[str, str], order: list[str]) -> str:
    """A bank from the questions of each category, those of the modules in their order."""
    names = [name for name in order if name in parts]
    names = [name for name in parts if not name] + names
    names += [name for name in parts if name not in names]
    written = [f"{_MARK} {name}\n\n{parts[name]}" if name else parts[name] for name in names]
    return "\n\n".join(part.rstrip("\n") for part in written) + "\n"


def section(files: dict[str, bytes], language: str, module: str) -> str:
    """The questions of a module in a language."""
    text = files.get(path(language), b"").decode("utf-8-sig")
    return sections(text).get(module, "")


def with_section(
    files: dict[str, bytes], module: str, texts: dict[str, str], order: list[str]
) -> dict[str, bytes]:
    """Both banks with other questions of one module."""
    changed = {}
    for language in LANGUAGES:
        parts = sections(files.get(path(language), b"").decode("utf-8-sig"))
        parts[module] = texts[language].strip("\n")
        changed[path(language)] = joined(parts, order).encode()
    return changed


def taken_apart(content: bytes, modules: list[str], into: str) -> dict[str, str]:
    """The questions of a sent file by module: all `into` one, or as its categories say.

    BrokenPack where a question cannot be read or belongs to no module.
    """
    if len(content) > LARGEST:
        message = said("this file is too big: at most %(most)s kB", most=LARGEST >> 10)
        raise BrokenPack([Fault("GIFT", 1, message)])
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BrokenPack([Fault("GIFT", line, said("this is not UTF-8"))]) from None
    read = gift.read(text)
    faults = [
        Fault(
            "GIFT",
            one.line,
            said("%(title)s: %(message)s", title=repr(one.title), message=one.message),
        )
        for one in read.faults
    ]
    if not into:
        faults += [
            Fault("GIFT", one.line, said("no module is called %(name)s", name=repr(one.category)))
            for one in read.questions
            if one.category not in modules
        ]
    if not read.questions and not faults:
        faults = [Fault("GIFT", 1, said("there is no question in it"))]
    if faults:
        raise BrokenPack(faults)
    parts = sections(text)
    if into:
        return {into: "\n\n".join(part for part in parts.values() if part)}
    return {name: part for name, part in parts.items() if name in modules}


def without_section(files: dict[str, bytes], module: str, order: list[str]) -> dict[str, bytes]:
    """Both banks without a module that has no questions any more."""
    changed = {}
    for language in LANGUAGES:
        parts = sections(files.get(path(language), b"").decode("utf-8-sig"))
        if parts.pop(module, None) is not None:
            changed[path(language)] = joined(parts, order).encode()
    return changed


def at_line(text: str, line: int) -> tuple[str, int]:
    """The category that a line of a bank belongs to, and which line of its questions it is."""
    category, begins = "", 1
    for number, words in enumerate(text.split("\n")[:line], 1):
        if words.startswith(_MARK):
            category, begins = words.removeprefix(_MARK).strip(), number + 1
        elif not words.strip() and begins == number:
            begins += 1
    return category, max(0, line - begins + 1)
