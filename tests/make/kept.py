"""What a page that a device keeps needs there."""

import re
from posixpath import join, normpath

from portal.ground import assets

_IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*[`"'](\.[^"'`]+)["'`]""")


def needed(page: str) -> set[str]:
    """Every static file that a page loads, now or later."""
    sources = assets.sources()
    waiting = {name for name in re.findall(r"/static/\w+/([\w./@-]+)", page)}
    modules = re.findall(r'data-module="([^"]+)"', page)
    waiting |= {f"js/modules/{name}.js" for names in modules for name in names.split()}
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        if name.endswith(".js"):
            text = sources[name].decode()
            folder = name.rpartition("/")[0]
            imported = (normpath(join(folder, one)) for one in _IMPORTED.findall(text))
            waiting |= {one for one in imported if "${" not in one} - found
    return found
