"""The words of the pages: found in the code part by part, translated in .po files, compiled."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
HOME = ROOT / "portal" / "translations"

# Which files belong to which part; a template that belongs to none is a fault that `check` names.
PARTS = {
    "portal": [
        "portal/*.py",
        "portal/ground/**/*.py",
        "portal/front/**/*.py",
        "portal/office/**/*.py",
        "portal/deeds/**/*.py",
        "templates/*.html",
        "templates/components/**/*.html",
        "templates/errors/**/*.html",
        "templates/front/**/*.html",
        "templates/office/**/*.html",
    ],
    "people": ["portal/people/**/*.py", "templates/people/**/*.html"],
    "papers": ["portal/papers/**/*.py", "templates/papers/**/*.html"],
    "courses": [
        "courses/**/*.py",
        "templates/courses/**/*.html",
        "templates/classes/**/*.html",
        "templates/authoring/**/*.html",
        "templates/recall/**/*.html",
        "templates/reports/**/*.html",
    ],
    "certificates": ["certificates/**/*.py", "templates/certificates/**/*.html"],
    "visa_check": ["visa_check/**/*.py", "templates/visa_check/**/*.html"],
}
# Arabic is for the check pages and what stands around them.
CHECK_PAGES = {
    "portal": [
        "templates/layout.html",
        "templates/components/**/*.html",
        "templates/errors/**/*.html",
        "portal/ground/forms.py",
    ],
    "certificates": PARTS["certificates"],
}
LANGUAGES = {"bn": PARTS, "ar": CHECK_PAGES}

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "said": None,
}
METHODS = {".py": ("python", {}), ".html": ("jinja2", {"trimmed": "true", "silent": "false"})}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
UNNAMED = re.compile(r"(?<!%)%[sdrif]")
TAG = re.compile(r"</?[a-z][^>]*>")


class Fault(click.ClickException):
    """Something in the words is wrong; the message says what and where."""


@click.group(help=__doc__)
def main() -> None:
    """Gather the commands."""


@main.command()
def extract() -> None:
    """Print how many sentences each part has."""
    for part, patterns in PARTS.items():
        click.echo(f"{part:14}{sum(1 for _ in found(patterns)):5} sentences")


@main.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--drop", is_flag=True, help="Forget translations whose sentence is gone.")
def update(parts: tuple[str, ...], drop: bool) -> None:
    """Bring the .po files up to date; translations are kept, new sentences stand empty."""
    for language, part, patterns in all_catalogs(parts):
        old = read(part, language)
        new = Catalog(locale=language)
        for message in found(patterns):
            new[message.id] = merged(message, old)
        if not drop:
            for message in [*old, *old.obsolete.values()]:
                if message.id and message.string and message.id not in new:
                    new.obsolete[first(message.id)] = message
        if len(new) or new.obsolete:
            write(new, part, language)
        missing = sum(1 for message in new if message.id and not is_translated(message))
        click.echo(f"{language} {part:14}{len(new):5} sentences, {missing} missing")


@main.command()
def compile() -> None:
    """Write the .mo files that the portal reads."""
    for language, part, _ in all_catalogs():
        if file(part, language).exists():
            with file(part, language).with_suffix(".mo").open("wb") as out:
                write_mo(out, read(part, language))


@main.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
def check(parts: tuple[str, ...]) -> None:
    """Fail on a missing, fuzzy, stale or twisted translation, and on templates of no part."""
    faults = [*homeless(), *disagreements()]
    for language, part, patterns in all_catalogs(parts):
        catalog = read(part, language)
        wanted = {message.id for message in found(patterns)}
        where = f"{language} {part}"
        faults += [
            f"{where}: not in the .po file: {first(one)!r}" for one in wanted if one not in catalog
        ]
        for message in catalog:
            if message.id:
                faults += [f"{where}: {fault}: {first(message.id)!r}" for fault in twists(message)]
                if message.id not in wanted:
                    faults.append(f"{where}: no longer in the code: {first(message.id)!r}")
    if faults:
        raise Fault("\n".join(sorted(faults)) + f"\n{len(faults)} faults in the translations.")
    click.echo("The translations are complete.")


def all_catalogs(only: tuple[str, ...] = ()) -> Iterator[tuple[str, str, list[str]]]:
    """Language, part and patterns of every .po file that should exist, or of these parts."""
    for language, parts in LANGUAGES.items():
        for part, patterns in parts.items():
            if only and part not in only:
                continue
            yield language, part, patterns


def files(patterns: Iterable[str]) -> list[Path]:
    """The source files that match any of the patterns, in order."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})


def found(patterns: Iterable[str]) -> list[Message]:
    """Every sentence in these files, sorted, each once."""
    catalog = Catalog()
    for path in files(patterns):
        method, options = METHODS[path.suffix]
        try:
            for _line, ids, comments, context in extract_from_file(
                method, path, keywords=KEYWORDS, comment_tags=("translators:",), options=options
            ):
                catalog.add(ids, auto_comments=comments, context=context)
        except SyntaxError as error:
            raise Fault(f"{path.relative_to(ROOT)} cannot be read: {error}") from None
    return sorted((message for message in catalog if message.id), key=lambda one: first(one.id))


def merged(message: Message, old: Catalog) -> Message:
    """A found sentence with the translation that it had, obsolete ones included."""
    known = old.get(message.id) or old.obsolete.get(first(message.id))
    if known is not None and known.pluralizable == message.pluralizable:
        message.string = known.string
        message.user_comments = known.user_comments
    return message


def file(part: str, language: str) -> Path:
    """Where the words of a part in a language are kept."""
    return HOME / part / language / "LC_MESSAGES" / "messages.po"


def read(part: str, language: str) -> Catalog:
    """The .po file, or an empty catalog."""
    path = file(part, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language, charset="utf-8", abort_invalid=True)


def write(catalog: Catalog, part: str, language: str) -> None:
    """Write the .po file, sorted, without line numbers and dates: a change stays a small one."""
    path = file(part, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalog, omit_header=True, no_location=True, sort_output=True, width=100)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    path.write_bytes((head.encode() + body.getvalue()).rstrip() + b"\n")


def first(message_id: str | tuple[str, ...]) -> str:
    """The singular of a sentence."""
    return message_id if isinstance(message_id, str) else message_id[0]


def forms(message: Message) -> list[str]:
    """The translation as a list: one for each plural form."""
    return (
        list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]
    )


def is_translated(message: Message) -> bool:
    """Whether every form of the translation is there."""
    return all(forms(message)) and bool(forms(message))


def twists(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy"
    if not is_translated(message):
        yield "not translated"
        return
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    for mark, name in ((PLACEHOLDER, "placeholders"), (TAG, "tags")):
        allowed = {mark_set(mark, one) for one in ids}
        if any(mark_set(mark, one) not in allowed for one in forms(message)):
            yield f"other {name} than the English"
    if any(UNNAMED.search(one) for one in [*ids, *forms(message)]):
        yield "a placeholder without a name"
    if any(one != one.strip() for one in forms(message)):
        yield "white space at an end"


def mark_set(mark: re.Pattern[str], text: str) -> frozenset[str]:
    """The placeholders or tags of a sentence."""
    return frozenset(mark.findall(text))


def homeless() -> Iterator[str]:
    """Templates that no part translates."""
    known = {path for patterns in PARTS.values() for path in files(patterns)}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if path not in known:
            yield f"{path.relative_to(ROOT)} belongs to no part: name it in script/words.py"


def disagreements() -> Iterator[str]:
    """Sentences that two parts translate differently: the portal joins the parts, one is lost."""
    words: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for language, part, _ in all_catalogs():
        for message in read(part, language):
            if message.id and is_translated(message):
                words[language, first(message.id)][tuple(forms(message))].append(part)
    for (language, text), translations in words.items():
        if len(translations) > 1:
            who = ", ".join(part for parts in translations.values() for part in parts)
            yield f"{language}: {who} translate this differently: {text!r}"


if __name__ == "__main__":
    main()
