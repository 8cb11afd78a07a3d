"""The kinds of work that a course can be for, and that the guide asks about.

The list is closed, so that no course hides behind a misspelt word; a new kind is one line here
and an icon of its name in static/images/icons.svg.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A kind of work and its names."""

    slug: str
    name_en: str
    name_bn: str

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.name_bn if language == "bn" else self.name_en


KINDS = {
    work.slug: work
    for work in (
        Work("domestic-work", "Work in a household", "বাসাবাড়ির কাজ"),
        Work("construction", "Construction", "নির্মাণকাজ"),
        Work("garments", "Garment factory", "পোশাক কারখানার কাজ"),
        Work("factory", "Other factory", "অন্য কারখানার কাজ"),
        Work("driving", "Driving", "গাড়ি চালানো"),
        Work("cleaning", "Cleaning", "পরিষ্কারের কাজ"),
        Work("restaurant", "Hotel or restaurant", "হোটেল বা রেস্তোরাঁর কাজ"),
        Work("farming", "Farm or garden", "খেত-খামার বা বাগানের কাজ"),
    )
}
