"""The questions of a draft as learners will see them, each language by itself."""

from collections.abc import Mapping

from courses import paper
from courses.drafts import bank
from courses.pack import bank as pack_bank
from courses.pack.parts import LANGUAGES
from courses.paper import Asked, Screen

# What is shuffled in a test is shuffled in a preview too, always the same way.
_SEED = "preview"


def screens(
    text: str, module: str, language: str, pictures: Mapping[str, str]
) -> list[tuple[str, Screen]]:
    """Each question that can be read, by its title; `pictures` gives their addresses."""
    # The same text in every language: what is missing in another one hides nothing.
    files = bank.with_section({}, module, dict.fromkeys(LANGUAGES, text), [module])
    found, _shown = pack_bank.read(files, {module}, [], pictures)
    questions = found[module]
    return [
        (
            question.slug,
            paper.screen(
                _SEED,
                Asked(question.slug, question.kind, question.key, **vars(question.texts[language])),
                position,
                len(questions),
                [],
            ),
        )
        for position, question in enumerate(questions, 1)
    ]
