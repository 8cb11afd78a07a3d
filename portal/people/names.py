"""Names of people on pages that more than one of them may see."""


def first_name(name: str) -> str:
    """The first word, and of the others the first letter: enough for those who share a phone."""
    first, *others = name.split()
    return " ".join([first, *(f"{word[0]}." for word in others)])
