"""Only actions write: each is one transaction, and nothing else commits."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("portal", "courses", "certificates", "visa_check")
FILES = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
ACTIONS = [file for file in FILES if "actions" in (file.stem, file.parent.name)]
# The one module where the commit stands.
COMMITS = {ROOT / "portal/ground/database.py"}


def names_of_decorators(function: ast.FunctionDef) -> set[str]:
    """The names of a function's decorators."""
    found = set()
    for decorator in function.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        found.add(target.attr if isinstance(target, ast.Attribute) else ast.unparse(target))
    return found


def test_there_are_actions() -> None:
    assert len(ACTIONS) >= 4


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: str(file.relative_to(ROOT)))
def test_each_public_action_is_one_transaction(file: Path) -> None:
    functions = [
        node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)
    ]
    bare = [
        function.name
        for function in functions
        if not function.name.startswith("_")
        and not names_of_decorators(function) & {"transaction", "deed"}
    ]
    assert bare == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_else_commits(file: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    commits = [call.lineno for call in calls if ast.unparse(call.func).endswith(".commit")]
    assert not commits or file in COMMITS
