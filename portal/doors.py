"""The table of doors: every route and method, who may enter, and what the view does."""

from dataclasses import asdict, dataclass

from flask import Flask

from portal.ground.access import door_of


@dataclass(frozen=True)
class Row:
    """One route and method."""

    method: str
    path: str
    endpoint: str
    who: str
    confirmed: bool
    # On a shared tablet: "names" whoever is before it, "helped" while staff help somebody.
    tablet: str
    changes: bool
    does: str


def rows(app: Flask) -> list[Row]:
    """All doors, by path and method."""
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append(
                Row(
                    method=method,
                    path=rule.rule,
                    endpoint=rule.endpoint,
                    who=str(door_of(view)),
                    confirmed=hasattr(view, "confirmed"),
                    tablet=getattr(view, "tablet", ""),
                    changes=method != "GET",
                    does=(view.__doc__ or "").strip().splitlines()[0] if view.__doc__ else "",
                )
            )
    return sorted(found, key=lambda row: (row.path, row.method))


def table(app: Flask) -> str:
    """The doors as a text for review: one line each."""
    lines = [
        f"{row.method:5} {row.path:60} {row.who}{' confirmed' if row.confirmed else ''}"
        + (f" (tablet: {row.tablet})" if row.tablet else "")
        for row in rows(app)
    ]
    return "\n".join(lines) + "\n"


def as_plain(app: Flask) -> list[dict[str, object]]:
    """The doors as plain values, for JSON."""
    return [asdict(row) for row in rows(app)]
