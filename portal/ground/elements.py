"""An element of a list that is kept as JSON, in SQL of both databases."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class NumberAt(FunctionElement[int]):
    """The whole number at a place of a list, counted from 0: NumberAt(column, place)."""

    type = Integer()
    inherit_cache = True


@compiles(NumberAt, "sqlite")
def _in_sqlite(element: NumberAt, compiler: SQLCompiler, **more: Any) -> str:
    column, place = (compiler.process(one, **more) for one in element.clauses)
    return f"json_extract({column}, '$[' || ({place}) || ']')"


@compiles(NumberAt, "postgresql")
def _in_postgresql(element: NumberAt, compiler: SQLCompiler, **more: Any) -> str:
    column, place = (compiler.process(one, **more) for one in element.clauses)
    return f"CAST({column} ->> CAST({place} AS INTEGER) AS INTEGER)"
