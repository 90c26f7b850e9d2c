"""Happenings into the tables: exactly those that are given, and no write for one that has not changed."""

from collections.abc import Iterable

from dateline.stores import rows
from dateline.stores.db import Db, insert, marks
from dateline.stores.filters import band
from dateline.stores.listing import EventTables
from dateline.stores.plain import Record, compact, sound
from dateline.stores.reading import reviewed_of

_COLUMNS = (
    "id type mode status start_day end_day time_grain place country lat lon place_grain actors recipients reports "
    "witnesses disputed confidence headline versions record"
)
_FROM_MEMBERS = ("party", "country", "source", "outlet", "place")
_SUM = "SELECT CAST(sum(e.version) AS BIGINT) FROM happening_events x JOIN events e ON e.id = x.event"
_VERSIONS_OF_ONE = f"{_SUM} WHERE x.happening = ?"
_VERSIONS = f"{_SUM.replace('SELECT', 'SELECT x.happening,')} GROUP BY x.happening"


class Folded:
    """Keeps happenings beside the events they are made of."""

    def __init__(self, db: Db, events: EventTables) -> None:
        """Write through this connection."""
        self.db = db
        self.listing = events.listing

    def replace(self, happenings: Iterable[Record], as_of: int | None) -> int:
        """Make these the happenings that are kept; return how many were added, changed or removed."""
        as_of = self.changes() if as_of is None else as_of
        new = {h["id"]: sound(h) for h in happenings}
        kept = self.db.rows("SELECT id, record, versions FROM happenings")
        old = {id_: (text, versions) for id_, text, versions in kept}
        now: dict[str, int] = dict(self.db.rows(_VERSIONS))
        stale = [h for h in old if h not in new or old[h] != (compact(new[h]), now.get(h))]
        fresh = [h for h in new if h not in old] + [h for h in stale if h in new]
        if not stale and not fresh and self.is_whole():
            return 0
        with self.db.transaction():
            self._remove(stale)
            for id_ in fresh:
                self._write(new[id_])
            self.db.run("DELETE FROM store_info WHERE key = 'folded'")
            self.db.run("INSERT INTO store_info (key, value) VALUES ('folded', ?)", (str(as_of),))
        return len(set(stale) | set(fresh))

    def is_whole(self) -> bool:
        """Tell whether nothing was put or judged since happenings were replaced."""
        folded = self.db.value("SELECT value FROM store_info WHERE key = 'folded'")
        return folded is not None and int(folded) == self.changes()

    def changes(self) -> int:
        """Return how often something was put or judged."""
        return int(self.db.value("SELECT value FROM store_info WHERE key = 'changes'") or 0)

    def _remove(self, happenings: list[str]) -> None:
        for start in range(0, len(happenings), 500):
            some = happenings[start : start + 500]
            entries = self.db.rows(f"SELECT row FROM happenings WHERE id IN ({marks(some)})", some)
            self.listing.leave("happening", [row for (row,) in entries])
            self.db.run(f"DELETE FROM happenings WHERE id IN ({marks(some)})", some)

    def _write(self, h: Record) -> None:
        place = h.get("place") or {}
        values = (
            *(h["id"], h["type"], h.get("mode"), h.get("status"), h.get("start"), h.get("end"), h.get("grain")),
            *(place.get(key) for key in ("name", "country", "lat", "lon", "grain")),
            *("; ".join(h.get("actors") or ()), "; ".join(h.get("recipients") or ()), h["reports"], h["witnesses"]),
            *(" ".join(h.get("disputed") or ()), h["confidence"], h.get("headline"), 0, compact(h)),
        )
        entry = self.db.added(insert("happenings", _COLUMNS) + " RETURNING row", values)
        members = [(h["id"], event) for event in h["events"]]
        self.db.many("INSERT INTO happening_events (happening, event) VALUES (?, ?)", members)
        self.db.run(f"UPDATE happenings SET versions = ({_VERSIONS_OF_ONE}) WHERE id = ?", (h["id"], h["id"]))
        filed = (h.get("first") or {}).get("date")
        report = self.db.value(
            "SELECT r.row FROM events e JOIN reports r ON r.id = e.report WHERE e.id = ?", (h["events"][0],)
        )
        spot = rows.where_and_when(h, h, place, filed)
        self.listing.enter("happening", entry, (h["id"], report or 0, h["type"]), spot, self._terms(h))

    def _terms(self, h: Record) -> set[tuple[str, str]]:
        own = [("type", h["type"]), ("mode", h.get("mode")), ("status", h.get("status"))]
        own += [("certainty", band(h["confidence"])), ("reviewed", reviewed_of(self.db, h["events"]))]
        members = self.db.rows(
            f"SELECT DISTINCT t.field, t.value FROM events e JOIN event_terms x ON x.entry = e.row "
            f"JOIN terms t ON t.code = x.term WHERE e.id IN ({marks(h['events'])}) "
            f"AND t.field IN ({marks(_FROM_MEMBERS)})",
            [*h["events"], *_FROM_MEMBERS],
        )
        return {(field, value) for field, value in [*own, *members] if value}
