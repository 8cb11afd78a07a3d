"""Sentences: a lazy one counts as HTML when it is shown, so nothing typed may be put into it."""

import ast
from pathlib import Path

import pytest

from tests.house.test_actions import FILES, ROOT


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_lazy_sentence_gets_no_values(file: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    lazy = [call for call in calls if ast.unparse(call.func) in {"_l", "lazy_gettext"}]
    assert [call.lineno for call in lazy if call.keywords] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_sentence_stands_in_an_f_string_alone(file: Path) -> None:
    # `script/translations` does not look there: it would never be translated.
    tree = ast.parse(file.read_text())
    braced = [
        node for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for node in said(one)
    ]
    plain = [call for call in said(tree) if call not in braced]
    assert {first(call) for call in braced} - {first(call) for call in plain} == set()


def said(tree: ast.AST) -> list[ast.Call]:
    """Every call that names a sentence."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [call for call in calls if ast.unparse(call.func) in {"_", "_l", "ngettext"}]


def first(call: ast.Call) -> str:
    """The sentence, as it is written in the code."""
    return ast.unparse(call.args[0])
