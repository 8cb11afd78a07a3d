"""How much a phone downloads for a page, and what a page asks of the database."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from flask.testing import FlaskClient
from measuring import Figure, Place
from visiting import public_pages

FIRST_VIEW = 20.0
# What is imported at once; a fall-back that is imported only when it is needed does not count.
_IMPORTED = re.compile(r"""(?:from|import)\s*["'](\.[^"']+)["']""")


class Page(HTMLParser):
    """Notes what a browser fetches for a page."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.files: set[str] = set()
        self.modules: set[str] = set()
        self.script = ""
        self.feed(text)
        self.files |= {urljoin(self.script, f"modules/{name}.js") for name in self.modules}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the files of one element."""
        given = {name: value or "" for name, value in attrs}
        self.modules |= set(given.get("data-module", "").split())
        if tag in {"script", "img", "source"} and given.get("src"):
            self._note(given["src"])
        if tag == "script" and given.get("src"):
            self.script = urljoin(self.path, given["src"])
        if tag in {"link", "use", "image"} and given.get("href"):
            self._note(given["href"])

    def _note(self, address: str) -> None:
        self.files.add(urldefrag(urljoin(self.path, address)).url)


def measure(place: Place) -> Iterator[Figure]:
    """Kilobytes of the first view, compressed, and statements of SQL."""
    client = place.client()
    for name, path in public_pages(place).items():
        client.get(path)
        with place.queries() as said:
            page = client.get(path)
        if page.status_code != 200:
            raise RuntimeError(f"{path} answered {page.status_code}")
        html = len(gzip.compress(page.data, 6))
        total = html + sum(fetched(client, Page(path, page.text).files).values())
        yield Figure("first view, packed", name, total / 1000, "kB", FIRST_VIEW)
        yield Figure("its page alone", name, html / 1000, "kB")
        yield Figure("queries", name, len(said), "")


def fetched(client: FlaskClient, wanted: set[str]) -> dict[str, int]:
    """Every file that is fetched, imported modules included, and its packed size."""
    sizes: dict[str, int] = {}
    while waiting := wanted - sizes.keys():
        for address in waiting:
            answer = client.get(address, headers={"Accept-Encoding": "br"})
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")
            is_packed = "Content-Encoding" in answer.headers
            sizes[address] = len(answer.data) if is_packed else len(gzip.compress(answer.data))
            if address.endswith("js"):
                plain = client.get(address).text
                wanted = wanted | {urljoin(address, one) for one in _IMPORTED.findall(plain)}
    return sizes
