"""Days that news calls by name ("Christmas", "Ramadan", "9/11"): from the name and a year to the dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.text.calendar import Interval, easter, nth_weekday, pascha


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """A named day or season. Exactly one of the rules is set.

    `fixed` is (month, day); `easter` and `pascha` count days from Western and Orthodox Easter; `weekday` is (month,
    weekday 0 to 6, which one: 1 first, 0 last, days added); `table` maps a year to the dates; `once` is one day ever.
    """

    name: str
    days: int = 1
    fixed: tuple[int, int] | None = None
    easter: int | None = None
    pascha: int | None = None
    weekday: tuple[int, int, int, int] | None = None
    table: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    once: date | None = None

    def in_year(self, year: int) -> Interval | None:
        """First and last day of the feast that begins in `year` (the last where it begins twice); None: not known."""
        if self.table:
            return self.table[year][-1] if year in self.table else None
        first = self._first(year)
        return None if first is None else (first, first + timedelta(days=self.days - 1))

    def _first(self, year: int) -> date | None:
        if self.fixed is not None:
            return date(year, *self.fixed)
        if self.easter is not None:
            return easter(year) + timedelta(days=self.easter)
        if self.pascha is not None:
            return pascha(year) + timedelta(days=self.pascha)
        if self.weekday is not None:
            month, weekday, nth, more = self.weekday
            return nth_weekday(year, month, weekday, nth) + timedelta(days=more)
        return self.once

    def nearest(self, filed: date, *, ahead: bool | None) -> Interval | None:
        """The feast a report means: the next one if `ahead`, the latest if it is False, else the nearer of the two."""
        years = (filed.year - 1, filed.year, filed.year + 1)
        known = sorted({dates for year in years if (dates := self.in_year(year)) is not None})
        past = [dates for dates in known if dates[0] <= filed]
        coming = [dates for dates in known if dates[1] >= filed]
        if ahead is None and past and coming:
            near = (filed - past[-1][1]).days <= (coming[0][0] - filed).days
            return past[-1] if near else coming[0]
        first, second = (coming[:1], past[-1:]) if ahead else (past[-1:], coming[:1])
        return next(iter([*first, *second]), None)
