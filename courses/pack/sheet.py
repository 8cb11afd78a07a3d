"""A YAML text that knows its lines: what is asked of it is given, or noted as a fault."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

import yaml

from courses.pack.parts import LANGUAGES, Fault
from courses.saying import said

# The reader in C, where the library has it, is ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
_LONGEST = 500
_MOST_DIGITS = 9
# So much of a wrong value is shown.
_SHOWN = 60
_DEEPEST = 8
_BEGINS = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_ENDS = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class Sheet:
    """A mapping of a YAML text; every wrong value becomes a fault with its line."""

    def __init__(self, file: str, node: yaml.MappingNode, faults: list[Fault], offset: int) -> None:
        self.file = file
        self.faults = faults
        self.offset = offset
        self.line = node.start_mark.line + 1 + offset
        self.nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in self.nodes:
                self.wrong(name, said("%(key)s stands there twice", key=repr(name)))
            self.nodes[name] = value

    def wrong(self, key: str, message: str) -> None:
        """Note a fault at the line of a key."""
        node = self.nodes.get(key)
        line = node.start_mark.line + 1 + self.offset if node else self.line
        self.faults.append(Fault(self.file, line, message))

    def only(self, *known: str) -> None:
        """Refuse keys that nobody reads."""
        for key in self.nodes:
            if key not in known:
                self.wrong(
                    key,
                    said(
                        "%(key)s is not known here; known are %(known)s",
                        key=repr(key),
                        known=", ".join(known),
                    ),
                )

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        """A text of one line."""
        node = self._node(key)
        value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
        if node is not None and not value:
            self.wrong(key, said("%(key)s must be a text", key=repr(key)))
        elif len(value) > _LONGEST:
            message = said(
                "%(key)s is longer than %(most)s characters", key=repr(key), most=_LONGEST
            )
            self.wrong(key, message)
        elif value and pattern and not pattern.fullmatch(value):
            message = said(
                "%(key)s is not written as it must be: %(value)s", key=repr(key), value=repr(value)
            )
            self.wrong(key, message)
        return value

    def one_of(self, key: str, known: Collection[str]) -> str | None:
        """A word of a closed list, if the key is there at all."""
        value = self.text(key) if key in self.nodes else ""
        if value and value not in known:
            message = said(
                "%(key)s is not known: %(value)s; known are %(known)s",
                key=repr(key),
                value=repr(value),
                known=", ".join(known),
            )
            self.wrong(key, message)
        return value or None

    def count(self, key: str, low: int, high: int) -> int:
        """A whole number within bounds."""
        value = self.text(key)
        is_number = value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
        if value and not (is_number and low <= int(value) <= high):
            message = said(
                "%(key)s must be a whole number from %(low)s to %(high)s, not %(value)s",
                key=repr(key),
                low=low,
                high=high,
                value=repr(value[:_SHOWN]),
            )
            self.wrong(key, message)
        return int(value) if is_number else low

    def day(self, key: str) -> date:
        """A day as 2026-11-23."""
        value = self.text(key)
        try:
            return date.fromisoformat(value)
        except ValueError:
            if value:
                message = said(
                    "%(key)s must be a day like 2026-11-23, not %(value)s",
                    key=repr(key),
                    value=repr(value[:_SHOWN]),
                )
                self.wrong(key, message)
            return date.min

    def both(self, key: str) -> dict[str, str]:
        """A text in every language."""
        sheet = self.sheet(key)
        if sheet is None:
            return dict.fromkeys(LANGUAGES, "")
        sheet.only(*LANGUAGES)
        return {language: sheet.text(language) for language in LANGUAGES}

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts, each only once."""
        node = self._node(key)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [None]
        found = tuple(str(item.value) for item in items if isinstance(item, yaml.ScalarNode))
        if len(found) < len(items):
            self.wrong(key, said("%(key)s must be a list of names", key=repr(key)))
            return ()
        if len(set(found)) < len(found):
            self.wrong(key, said("%(key)s names something twice", key=repr(key)))
        return found

    def sheet(self, key: str) -> "Sheet | None":
        """A mapping within this one."""
        node = self._node(key)
        if isinstance(node, yaml.MappingNode):
            return Sheet(self.file, node, self.faults, self.offset)
        if node is not None:
            self.wrong(key, said("%(key)s must hold names with values", key=repr(key)))
        return None

    def sheets(self, key: str) -> list["Sheet"]:
        """A list of mappings."""
        node = self._node(key)
        if node is None:
            return []
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        if not items or not all(isinstance(item, yaml.MappingNode) for item in items):
            self.wrong(key, said("%(key)s must be a list of entries", key=repr(key)))
            return []
        return [Sheet(self.file, item, self.faults, self.offset) for item in items]

    def _node(self, key: str) -> yaml.Node | None:
        if key not in self.nodes:
            self.wrong(key, said("%(key)s is missing", key=repr(key)))
        return self.nodes.get(key)


def parse(file: str, text: str, faults: list[Fault], offset: int = 0) -> Sheet | None:
    """Read a YAML text that is a mapping."""
    try:
        fault = _unsafe(file, text, offset)
        if fault:
            faults.append(fault)
            return None
        node: Any = yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable"
        # The end of a text may lie on a line after its last.
        line = min(mark.line, text.rstrip("\n").count("\n")) + 1 + offset if mark else 1 + offset
        faults.append(Fault(file, line, said("this is not YAML: %(problem)s", problem=problem)))
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.append(Fault(file, 1 + offset, said("names with values are expected here")))
        return None
    return Sheet(file, node, faults, offset)


def _unsafe(file: str, text: str, offset: int) -> Fault | None:
    """What would explode in the reader: short forms (&, *), and entries within many entries."""
    depth = 0
    for token in yaml.scan(text, LOADER):
        line = token.start_mark.line + 1 + offset
        depth += isinstance(token, _BEGINS) - isinstance(token, _ENDS)
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            return Fault(file, line, said("anchors (&) and aliases (*) are not allowed"))
        if depth > _DEEPEST:
            return Fault(file, line, said("entries within entries within entries: too deep"))
    return None
