"""The words behind the codes: what the page shows beside a value, and what it offers while one is typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.knowledge.files import data_folder, read_tsv
from dateline.knowledge.ontology import Ontology
from dateline.stores.filters import BANDS, read_query
from dateline.stores.plain import Record
from dateline.stores.protocol import Store

MOST = 12
"""How many completions are offered."""
_PARTIES = {"actors": ("actors", "recipients"), "recipients": ("recipients", "actors"), "sources": ("sources",)}
_FACET_OF = {"actors": "party", "recipients": "party", "sources": "source"}


@dataclass(frozen=True)
class Vocabulary:
    """Labels and completions from the ontology, the country table and what the store holds."""

    ontology: Ontology

    @cached_property
    def countries(self) -> dict[str, str]:
        """ISO 3166 alpha-3 codes, and those of PLOVER that stand where a country would, with their names."""
        rows = read_tsv(data_folder() / "gazetteers" / "countries.tsv", ("alpha3", "alpha2", "name"))
        return {row["alpha3"]: row["name"] for _, row in rows} | {c.code: c.name for c in self.ontology.nonstate}

    @cached_property
    def record(self) -> Record:
        """The ontology as the page reads it."""
        ontology = self.ontology
        return {
            "types": [
                {"code": t.name, "gloss": t.gloss, "modes": [{"code": m.name, "gloss": m.gloss} for m in t.modes]}
                for t in ontology.types
            ],
            "statuses": [
                {"code": "actual", "gloss": "It happened, or holds."},
                *({"code": s.status, "gloss": s.gloss} for s in ontology.auxiliary_modes),
            ],
            "sectors": [{"code": s.code, "gloss": s.gloss} for s in ontology.sectors],
            "contexts": [c.name for c in ontology.contexts],
        }

    def labelled(self, facets: dict[str, list[Record]]) -> dict[str, list[Record]]:
        """Put a label beside every facet value."""
        return {
            field: [{"value": v["value"], "label": self.label(field, v["value"]), "count": v["count"]} for v in values]
            for field, values in facets.items()
        }

    def label(self, field: str, value: str) -> str:
        """Return what a value is called."""
        if field == "country":
            return self.countries.get(value, value)
        if field == "certainty":
            least = BANDS.get(value, 0.0)
            return f"{value} (≥ {least:g})" if least else f"{value} (< {min(filter(None, BANDS.values())):g})"
        return value

    def suggest(self, store: Store, field: str, text: str) -> list[Record]:
        """Return completions `{value, label, hint, record}` for a correction of a field; `record` is what goes in."""
        if field in _FACET_OF or field == "place":
            return list(_known(store, field, text))
        wanted = text.casefold()
        return [
            {"value": code, "label": label, "hint": hint, "record": code}
            for code, label, hint in self._codes(field)
            if wanted in code.casefold() or wanted in label.casefold()
        ][:MOST]

    def _codes(self, field: str) -> Iterable[tuple[str, str, str]]:
        ontology = self.ontology
        table = {
            "type": ((t.name, t.name, t.gloss) for t in ontology.types),
            "mode": ((m.name, m.name, f"{t.name}: {m.gloss}") for t in ontology.types for m in t.modes),
            "status": ((s["code"], s["code"], s["gloss"]) for s in self.record["statuses"]),
            "contexts": ((c.name, c.name, c.gloss) for c in ontology.contexts),
            "sector": ((s.code, s.code, s.name) for s in ontology.sectors),
            "country": ((code, name, code) for code, name in self.countries.items()),
        }
        return table.get(field, ())


def _known(store: Store, field: str, text: str) -> Iterator[Record]:
    """Names that the store holds, each with the record of an event that has it."""
    facet = _FACET_OF.get(field, field)
    for found in store.suggest(facet, text, most=MOST):
        name = found["value"]
        page = store.find("event", read_query({facet: [name], "limit": ["1"]}))
        event = store.event(page.items[0]["id"]) if page.items else None
        record = _held(event or {}, field, name)
        hint = " ".join(str(record[key]) for key in ("admin1", "country", "sector", "grain") if record.get(key))
        yield {"value": name, "label": name, "hint": hint, "record": record}


def _held(event: Record, field: str, name: str) -> Record:
    """Return the party, source or place of that name, without the words it rests on in its own report."""
    held = [event.get("place")] if field == "place" else [p for f in _PARTIES[field] for p in event.get(f) or ()]
    record = next((p for p in held if p and p.get("name") == name), {"name": name})
    return {
        key: value for key, value in record.items() if key not in ("start", "end", "text", "beside_trigger", "rejected")
    }
