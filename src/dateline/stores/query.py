"""A filter to SQL over the narrow entry tables: names from our own lists, every value bound."""

from collections.abc import Iterator

from dateline.stores.db import Db, Values, marks
from dateline.stores.filters import SORTS, Filter, Query
from dateline.stores.protocol import Kind

_MOST_VALUES = 500


def where(db: Db, kind: Kind, filter_: Filter) -> tuple[str, list[object]]:
    """Return the condition on `{kind}_entries` (named `e`) and its values; `1 = 1` for an empty filter."""
    parts = list(_parts(db, kind, filter_))
    values = [value for _, some in parts for value in some]
    return " AND ".join(part for part, _ in parts) or "1 = 1", values


def _parts(db: Db, kind: Kind, filter_: Filter) -> Iterator[tuple[str, Values]]:
    for field, choice in sorted(filter_.choices.items()):
        for chosen, is_in in ((choice.wanted, "IN"), (choice.barred, "NOT IN")):
            if chosen:
                codes = f"SELECT code FROM terms WHERE field = ? AND value IN ({marks(chosen)})"
                yield (
                    f"e.entry {is_in} (SELECT entry FROM {kind}_terms WHERE term IN ({codes}))",
                    (field, *chosen),
                )
    if filter_.since:
        yield "e.end_day >= ?", (filter_.since,)
    if filter_.until:
        yield "e.start_day <= ? AND e.start_day <> ''", (filter_.until,)
    if filter_.q is not None:
        condition, values = db.dialect.matches(filter_.q)
        yield _in_reports(kind, condition), values
    if filter_.bbox is not None:
        yield _in_box(db, kind, filter_.bbox)


def _in_reports(kind: Kind, condition: str) -> str:
    if kind == "event":
        return f"e.{condition}"
    rows = "JOIN events v ON v.id = h.event JOIN event_entries x ON x.entry = v.row"
    return f"e.id IN (SELECT h.happening FROM happening_events h {rows} WHERE x.{condition})"


def _in_box(db: Db, kind: Kind, box: tuple[float, float, float, float]) -> tuple[str, Values]:
    west, south, east, north = box
    if west <= east:
        return db.dialect.inside(kind, box)
    left, some = db.dialect.inside(kind, (west, south, 180.0, north))
    right, more = db.dialect.inside(kind, (-180.0, south, east, north))
    return f"({left} OR {right})", (*some, *more)


def total(db: Db, kind: Kind, filter_: Filter) -> int:
    """Return how many items the filter lets through."""
    condition, values = where(db, kind, filter_)
    return int(db.value(f"SELECT count(*) FROM {kind}_entries e WHERE {condition}", values))


def page(db: Db, kind: Kind, query: Query) -> list[tuple[str, object, int]]:
    """Return id, sort value and row of a page's items, and of one more if there is a next page."""
    condition, values = where(db, kind, query.filter)
    column = SORTS[query.sort]
    direction, beyond = ("DESC", "<") if query.descending else ("ASC", ">")
    if query.after is not None:
        condition += f" AND (e.{column}, e.id) {beyond} (?, ?)"
        values += list(_comparable(query))
    rows = db.rows(
        f"SELECT e.id, e.{column}, e.entry FROM {kind}_entries e WHERE {condition} "
        f"ORDER BY e.{column} {direction}, e.id {direction} LIMIT ?",
        [*values, query.limit + 1],
    )
    return [(id_, value, entry) for id_, value, entry in rows]


def _comparable(query: Query) -> tuple[object, str]:
    assert query.after is not None
    value, id_ = query.after
    if query.sort == "date":
        return str(value), id_
    return (value if isinstance(value, int | float) else 0), id_
