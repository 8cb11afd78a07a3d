"""The pictures of a draft: where each is shown, and how a sent one is called."""

import re

_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def shown_in(files: dict[str, bytes], picture: str) -> list[str]:
    """The files that show a picture."""
    word = re.compile(rb"(?<![\w/-])" + re.escape(picture.encode()) + rb"(?![\w.-])")
    texts = (path for path in files if path.endswith((".md", ".gift")))
    return sorted(path for path in texts if word.search(files[path]))


def name_for(file_name: str) -> str:
    """Where a sent picture lies: its name in small letters, digits and hyphens."""
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    name = _NOT_A_NAME.sub("-", stem.lower()).strip("-")[:_LONGEST].strip("-")
    return f"media/{name or 'picture'}.svg"
