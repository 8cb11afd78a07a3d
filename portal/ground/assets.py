"""Static files: named by what is in them, packed beforehand, kept by browsers for ever.

`python -m portal.ground.assets build` writes them with their .br and .gz into build/static/.
Without that, or after a change, the portal serves them unpacked.
"""

import gzip
import hashlib
import json
import mimetypes
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, Response, abort, request

from portal.ground.access import on_tablet, public

ROOT = Path(__file__).parent.parent.parent
STATIC = ROOT / "static"
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build" / "static"
FOREVER = "public, max-age=31536000, immutable"
# The browser asks for one style sheet; these are joined in this order.
STYLES = ("tokens.css", "base.css", "layout.css", "components/*.css", "pages/*.css", "print.css")
_CODE = {".js", ".mjs", ".wasm"}
_PACKED = {".css", ".js", ".mjs", ".svg", ".json", ".txt", ".wasm", ".webmanifest"}
_ENDINGS = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True)
class File:
    """A file as browsers get it."""

    body: bytes
    type: str
    packed: dict[str, bytes]


def sources() -> dict[str, bytes]:
    """Every file by the name under which it is asked for."""
    parts = [part for pattern in STYLES for part in sorted((STATIC / "css").glob(pattern))]
    found = {
        path.relative_to(STATIC).as_posix(): path.read_bytes()
        for path in STATIC.rglob("*")
        if path.is_file() and path not in parts
    }
    found["css/site.css"] = b"".join(part.read_bytes() for part in parts)
    return found | _modules()


def _modules() -> dict[str, bytes]:
    """The code of the npm packages that package.json names."""
    package = ROOT / "package.json"
    wanted = json.loads(package.read_text())["dependencies"] if package.exists() else {}
    return {
        f"npm/{path.relative_to(MODULES).as_posix()}": path.read_bytes()
        for name in wanted
        for path in (MODULES / name).rglob("*")
        if path.suffix in _CODE and path.is_file()
    }


def fingerprint(files: dict[str, bytes]) -> str:
    """The hash of the whole tree, names and bodies."""
    digest = hashlib.sha256()
    for name, body in sorted(files.items()):
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()[:12]


def build() -> Path:
    """Write the tree with its packed files, once, and drop the older ones."""
    files = sources()
    folder = BUILD / fingerprint(files)
    if not folder.exists():
        making = BUILD / f"{folder.name}.making"
        shutil.rmtree(making, ignore_errors=True)
        for name, body in files.items():
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            if path.suffix in _PACKED:
                path.with_name(path.name + ".br").write_bytes(brotli.compress(body))
                path.with_name(path.name + ".gz").write_bytes(gzip.compress(body, 9, mtime=0))
        making.rename(folder)
    for other in BUILD.iterdir():
        if other != folder:
            shutil.rmtree(other)
    return folder


def load(files: dict[str, bytes], folder: Path) -> dict[str, File]:
    """The files with their type, and packed where set-up made that."""
    return {
        name: File(
            body=body,
            type=_type(name),
            packed={
                coding: (folder / f"{name}{ending}").read_bytes()
                for coding, ending in _ENDINGS.items()
                if (folder / f"{name}{ending}").exists()
            },
        )
        for name, body in files.items()
    }


def _type(name: str) -> str:
    known = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return known.get(Path(name).suffix, guessed)


def init_app(app: Flask) -> None:
    """Serve the static files under the fingerprint of their tree."""
    raw = sources()
    tree = fingerprint(raw)
    files = load(raw, BUILD / tree)

    @public
    @on_tablet
    def static(filename: str) -> Response:
        """Give a static file."""
        asked, _, name = filename.partition("/")
        return _answer(files.get(name) or abort(404), newest=asked == tree)

    def name_tree(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["filename"] = f"{tree}/{values['filename']}"

    app.view_functions["static"] = static
    app.url_defaults(name_tree)


def _answer(file: File, *, newest: bool) -> Response:
    """The file in the best coding that the browser takes; an old address is not kept."""
    coding = next((code for code in file.packed if request.accept_encodings[code] > 0), None)
    response = Response(file.packed[coding] if coding else file.body, mimetype=file.type)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Cache-Control"] = FOREVER if newest else "no-cache"
    response.vary.add("Accept-Encoding")
    return response


if __name__ == "__main__":
    if sys.argv[1:] != ["build"]:
        sys.exit("usage: python -m portal.ground.assets build")
    sys.stdout.write(f"static files: {build().relative_to(ROOT)}\n")
