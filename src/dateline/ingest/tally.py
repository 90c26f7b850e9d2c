"""How far a run is: what became of the inputs, counted."""

from collections import Counter
from dataclasses import dataclass, field

from dateline.stores.plain import Record
from dateline.stores.protocol import Outcome


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of one run, kept while it goes on.

    `outcomes` counts reports by what became of them; `older` those that are kept as another version coded them and were
    left so; `errors` refusals and issues by stage. `words` counts those of coded reports.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    older: int = 0
    coded: int = 0
    words: int = 0
    events: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def reports(self) -> int:
        """Reports that were read and are kept now."""
        return sum(self.outcomes.values())

    @property
    def written(self) -> int:
        """Reports that were new or changed."""
        return self.reports - self.outcomes[Outcome.UNCHANGED]

    def kept(self, record: Record, outcome: Outcome) -> None:
        """Count a report that was coded and put."""
        self.outcomes[outcome] += 1
        self.coded += 1
        self.words += len(record["text"].split())
        self.events += len(record["events"])
        self.errors.update(issue["stage"] for issue in record["issues"])

    def plain(self) -> dict[str, int]:
        """Return the counts that a store keeps of a run."""
        found = {name.value: self.outcomes[name] for name in Outcome}
        return {**found, "refused": self.refused, "older": self.older, "words": self.words, "events": self.events}

    def sentence(self) -> str:
        """Say in one line what was done."""
        parts = [f"{n:,} {name}" for name, n in self.outcomes.items() if n]
        parts += [f"{self.refused:,} refused"] if self.refused else []
        parts += [f"{self.older:,} coded by another version (--recode codes them anew)"] if self.older else []
        said = f"{self.events:,} events in {self.words:,} words" if self.coded else ""
        return "; ".join(filter(None, [", ".join(parts) or "nothing to add", said]))
