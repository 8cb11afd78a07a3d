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
