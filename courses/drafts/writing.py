"""Plain values written as YAML in the style of our packs: short lists in one line, texts quoted."""

import re
from typing import Any

import yaml

from courses.pack.parts import BrokenPack, Fault
from courses.pack.sheet import parse

# What every reader of YAML takes for this text and nothing else.
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_/.][A-Za-z0-9]+)*|0|[1-9][0-9]{0,8}")
_NOT_BARE = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


class _Writer(yaml.SafeDumper):
    """Writes texts in quotes, but for names and whole numbers."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def _text(writer: _Writer, value: str) -> yaml.Node:
    bare = _BARE.fullmatch(value) and value.lower() not in _NOT_BARE
    tag = "tag:yaml.org,2002:int" if bare and value.isdigit() else "tag:yaml.org,2002:str"
    return writer.represent_scalar(tag, value, style=None if bare else '"')


_Writer.add_representer(str, _text)


def dump(values: dict[str, Any]) -> str:
    """Values (texts, lists and mappings) as a YAML text."""
    return yaml.dump(
        values,
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=float("inf"),
    )


def load(file: str, text: str, offset: int = 0) -> dict[str, Any]:
    """A YAML text as texts, lists and mappings; BrokenPack where it is none."""
    faults: list[Fault] = []
    sheet = parse(file, text, faults, offset)
    if sheet is None or faults:
        raise BrokenPack(faults)
    return {key: _plain(node) for key, node in sheet.nodes.items()}


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)
