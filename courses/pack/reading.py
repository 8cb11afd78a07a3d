"""Reads a whole pack: either all of it is sound, or every fault is told at once."""

from pathlib import Path

from courses.pack import bank, files, lessons
from courses.pack.parts import LANGUAGES, BrokenPack, Fault, Lesson, Module, Pack, Question, Source
from courses.pack.sheet import SLUG, VERSION, Sheet, parse
from courses.saying import said
from courses.watching import Tell, nobody
from courses.work import KINDS
from portal.ground.countries import COUNTRIES

_KEYS = (
    "slug",
    "version",
    "title",
    "audience",
    "destination",
    "work",
    "prerequisites",
    "expires_after",
    "attempts",
    "last_checked",
    "modules",
    "sources",
)
_MODULE_KEYS = ("id", "title", "lessons", "draw", "pass_mark", "requires")
MOST_ATTEMPTS, LONGEST_WAIT = 20, 24 * 14
MOST_DRAWN = 50
MOST_MONTHS = 120
# Pages that stand where courses stand (/courses/guide).
PAGES = {"guide", "was-this-you"}


def read(folder: Path, tell: Tell = nobody) -> Pack:
    """Read and check a pack; BrokenPack names all that is wrong with it."""
    faults: list[Fault] = []
    return read_files(files.gathered(folder, faults), faults, tell)


def read_files(found: dict[str, bytes], faults: list[Fault], tell: Tell = nobody) -> Pack:
    """The same for the files of a pack, wherever they lie; faults found before are told too."""
    text = files.text(found, "course.yml", faults)
    sheet = parse("course.yml", text, faults) if text is not None else None
    if sheet is None:
        raise BrokenPack(faults)
    pack = _pack(sheet, found, faults, tell)
    if faults:
        raise BrokenPack(faults)
    return pack


def _pack(sheet: Sheet, found: dict[str, bytes], faults: list[Fault], tell: Tell) -> Pack:
    sheet.only(*_KEYS)
    sources = _sources(sheet)
    attempts = sheet.sheet("attempts")
    slug, version = _slug(sheet), sheet.text("version", VERSION)
    names = {entry.text("id", SLUG) for entry in sheet.sheets("modules")}
    pictures = files.addresses(found, slug, version)
    questions, shown = bank.read(found, names, faults, pictures, tell)
    modules = _modules(sheet, found, {source.id for source in sources}, questions, faults)
    shown |= {lesson.picture for module in modules for lesson in module.lessons}
    files.check_pictures(found, shown, faults)
    _check_use(sheet, modules, sources, found, faults)
    return Pack(
        slug=slug,
        version=version,
        titles=sheet.both("title"),
        audience=sheet.both("audience"),
        destination=sheet.one_of("destination", COUNTRIES),
        work=sheet.one_of("work", KINDS),
        prerequisites=_prerequisites(sheet),
        expires_after=_expires_after(sheet),
        attempts_limit=attempts.count("limit", 1, MOST_ATTEMPTS) if attempts else 1,
        wait_hours=attempts.count("wait_hours", 0, LONGEST_WAIT) if attempts else 0,
        sources=sources,
        last_checked=sheet.day("last_checked"),
        modules=modules,
        files=found,
    )


def _slug(sheet: Sheet) -> str:
    slug = sheet.text("slug", SLUG)
    if slug in PAGES:
        sheet.wrong("slug", said("%(name)s is a page of its own, not a course", name=repr(slug)))
    return slug


def _prerequisites(sheet: Sheet) -> tuple[str, ...]:
    """Other courses; whether they are published is asked when this one is (publishing.py)."""
    found = sheet.names("prerequisites") if "prerequisites" in sheet.nodes else ()
    for slug in found:
        if not SLUG.fullmatch(slug):
            message = said("this cannot be the name of a course: %(name)s", name=repr(slug))
            sheet.wrong("prerequisites", message)
    if "slug" in sheet.nodes and sheet.text("slug") in found:
        sheet.wrong("prerequisites", said("a course cannot ask for itself"))
    return found


def _expires_after(sheet: Sheet) -> int | None:
    return sheet.count("expires_after", 1, MOST_MONTHS) if "expires_after" in sheet.nodes else None


def _sources(sheet: Sheet) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for entry in sheet.sheets("sources"):
        entry.only("id", "title", "address", "date")
        source = Source(*(entry.text(key) for key in ("id", "title", "address", "date")))
        if source.id in found:
            entry.wrong("id", said("%(name)s stands there twice", name=repr(source.id)))
        found[source.id] = source
    return tuple(found.values())


def _modules(
    sheet: Sheet,
    found: dict[str, bytes],
    known: set[str],
    questions: dict[str, list[Question]],
    faults: list[Fault],
) -> tuple[Module, ...]:
    modules: list[Module] = []
    for entry in sheet.sheets("modules"):
        name = entry.text("id", SLUG)
        entry.only(*_MODULE_KEYS)
        _check_order(entry, name, [module.slug for module in modules])
        read_lessons = [lessons.read(slug, found, known, faults) for slug in entry.names("lessons")]
        modules.append(_module(entry, name, read_lessons, questions[name]))
    return tuple(modules)


def _module(
    entry: Sheet, name: str, read_lessons: list[Lesson | None], questions: list[Question]
) -> Module:
    if not read_lessons:
        entry.wrong("lessons", said("a module has at least one lesson"))
    draw = entry.count("draw", 1, MOST_DRAWN)
    if draw > len(questions):
        message = said(
            "%(draw)s questions are drawn, but %(name)s has %(count)s",
            draw=draw,
            name=repr(name),
            count=len(questions),
        )
        entry.wrong("draw", message)
    return Module(
        slug=name,
        titles=entry.both("title"),
        draw=draw,
        pass_mark=entry.count("pass_mark", 1, 100),
        requires=entry.names("requires"),
        lessons=tuple(lesson for lesson in read_lessons if lesson),
        questions=tuple(questions),
    )


def _check_order(entry: Sheet, name: str, before: list[str]) -> None:
    """A module asks only for earlier ones, so nobody can be caught in a circle."""
    if name in before:
        entry.wrong("id", said("%(name)s stands there twice", name=repr(name)))
    for needed in entry.names("requires"):
        if needed not in before:
            message = said("no earlier module is called %(name)s", name=repr(needed))
            entry.wrong("requires", message)


def _check_use(
    sheet: Sheet,
    modules: tuple[Module, ...],
    sources: tuple[Source, ...],
    found: dict[str, bytes],
    faults: list[Fault],
) -> None:
    """Nothing is used twice, and nothing lies there unused."""
    every = [lesson for module in modules for lesson in module.lessons]
    slugs = [lesson.slug for lesson in every]
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        sheet.wrong("modules", said("%(name)s stands there twice", name=repr(slug)))
    for source in sources:
        if every and not any(source.id in lesson.sources for lesson in every):
            message = said("no lesson uses the source %(name)s", name=repr(source.id))
            sheet.wrong("sources", message)
    asked = [slug for entry in sheet.sheets("modules") for slug in entry.names("lessons")]
    named = {f"{language}/{slug}.md" for slug in asked for language in LANGUAGES}
    named |= {"course.yml", "bn/questions.gift", "en/questions.gift"}
    for name in found:
        if name not in named and not name.startswith("media/"):
            faults.append(Fault(name, 1, said("course.yml does not name this file")))
