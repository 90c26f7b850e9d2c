"""Codings written by hand (samples.yaml) to golden records with offsets (samples.jsonl).

`python tests/golden/build.py` writes the records, `--check` fails where they are not what the codings
say. Nothing here runs a coder: a record says what a reader of the report wrote down.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.knowledge.files import data_folder, read_tsv, read_yaml
from dateline.text.normalise import clean, join_title

HERE = Path(__file__).resolve().parent
CODINGS = HERE / "samples.yaml"
RECORDS = HERE / "samples.jsonl"
SAMPLES = data_folder() / "samples"
COLUMNS = ("id", "file", "date", "outlet", "group")

# PLOVER's types and modes, and MOVE. Source: PLOVER event-mode table of 2023; MOVE is Dateline's own.
MODES: Mapping[str, frozenset[str]] = {
    kind: frozenset(modes.split())
    for kind, modes in {
        "AGREE": "",
        "CONSULT": "visit third-party multilateral phone",
        "SUPPORT": "",
        "CONCEDE": "",
        "COOPERATE": "",
        "AID": "",
        "RETREAT": "withdraw release disarm ceasefire access resign",
        "REQUEST": "assist change yield meet",
        "ACCUSE": "disapprove investigate allege",
        "REJECT": "assist change yield meet",
        "THREATEN": "restrict arrest relations expel territory violence",
        "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
        "SANCTION": "convict expel withdraw discontinue",
        "MOBILIZE": "troops weapons police militia",
        "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial"
        " drone heavy-weapons crowd-control unconventional",
        "MOVE": "defect flee cross return transfer",
    }.items()
}
SECTORS = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
WITH_RECIPIENT = frozenset({"AID", "COOPERATE", "SANCTION"})
COUNT = re.compile(
    r"(?P<what>killed|injured|arrested|missing|participants|displaced|money|other)"
    r" (?P<low>\d+)(?P<high>\+|-\d+)? = (?P<said>.+)"
)

Record = dict[str, Any]


class Row(BaseModel):
    """One table of the coding; a key that is not named here is an error."""

    model_config = ConfigDict(extra="forbid")


class Party(Row):
    """`code` is "UKR MIL"; "-" stands for "not told". Without a code the party can only be a source."""

    said: str
    name: str | None = None
    code: str | None = Field(default=None, pattern=r"^([A-Z]{3}|-) ([A-Z]{3}|-)$")


class Place(Row):
    """`at` is latitude and longitude in degrees, "48.73 37.58"; `country` "-" is none."""

    said: str
    name: str | None = None
    country: str = Field(pattern=r"^([A-Z]{3}|-)$")
    at: str | None = Field(default=None, pattern=r"^-?\d+\.\d+ -?\d+\.\d+$")
    grain: Literal["point", "city", "admin", "country", "region"]


class When(Row):
    """A day (`on`), or `from` … `to` (inclusive) with its `grain`. `said` is left out where it was inferred."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    said: str | None = None
    on: date | None = None
    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")
    grain: Literal["day", "week", "month", "year", "other"] = "day"


class Coding(Row):
    """One event as its reader wrote it down."""

    event: str
    trigger: str
    also: list[str] = []
    by: list[str] = []
    to: list[str] = []
    at: str | None = None
    when: When | None = None
    status: Literal["actual", "historical", "future", "hypothetical", "negated"] = "actual"
    per: list[str] = []
    counts: list[str] = []
    sure: Literal["clear", "arguable"] = "clear"


class Report(Row):
    """One report: its people and places under short names, and its events."""

    id: str
    parties: dict[str, Party] = {}
    places: dict[str, Place] = {}
    events: list[Coding] = []


class Codings(Row):
    """The whole file."""

    about: dict[str, Any]
    reports: list[Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One row of index.tsv with its text; `group` is empty where the report is alone."""

    id: str
    date: str
    outlet: str
    group: str
    title: str
    text: str


def samples() -> Iterator[Sample]:
    """Yield the sample reports in the order of index.tsv, their text as `Document.text` holds it."""
    for _, row in read_tsv(SAMPLES / "index.tsv", COLUMNS):
        raw = clean((SAMPLES / row["file"]).read_text(encoding="utf-8")).text
        title, _, body = raw.partition("\n\n")
        text, _ = join_title(title, body.rstrip("\n"))
        yield Sample(id=row["id"], date=row["date"], outlet=row["outlet"], group=row["group"], title=title, text=text)


def locate(text: str, quote: str) -> Record:
    """Find a quotation made of whole words.

    "hit" must occur once; "hit#2" is the second "hit"; "it [hit] at" is the "hit" inside those words,
    which must occur once.

    Raises:
        ValueError: if it is not there, or there more often than the quotation allows.
    """
    words, _, number = quote.partition("#")
    before, opened, inner = words.partition("[")
    inner, _, after = inner.partition("]")
    context = before + inner + after if opened else words
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(context)}(?!\w)", text)]
    if number:
        found = found[int(number) - 1 : int(number)]
    if len(found) != 1:
        raise ValueError(f"expected {quote!r} once, found it {len(found)} times")
    start = found[0] + (len(before) if opened else 0)
    shown = inner if opened else words
    return {"start": start, "end": start + len(shown), "text": text[start : start + len(shown)]}


def _party(text: str, party: Party) -> Record:
    if party.code is None:
        raise ValueError(f"{party.said!r} has no code and can only be a source")
    country, sector = (None if part == "-" else part for part in party.code.split())
    if sector is not None and sector not in SECTORS.split():
        raise ValueError(f"{sector!r} is no sector")
    span = locate(text, party.said)
    return {**span, "name": party.name or span["text"], "country": country, "sector": sector}


def _place(text: str, place: Place) -> Record:
    span = locate(text, place.said)
    lat, lon = map(float, place.at.split()) if place.at else (None, None)
    country = None if place.country == "-" else place.country
    return {
        **span,
        "name": place.name or span["text"],
        "country": country,
        "lat": lat,
        "lon": lon,
        "grain": place.grain,
    }


def _time(text: str, when: When) -> Record:
    first, last = when.on or when.first, when.on or when.last
    if first is None or last is None or first > last:
        raise ValueError(f"a time needs `on`, or `from` not after `to`: {when}")
    span = {"span": locate(text, when.said)} if when.said else {}
    return {**span, "start": first.isoformat(), "end": last.isoformat(), "grain": when.grain}


def _count(text: str, count: str) -> Record:
    match = COUNT.fullmatch(count)
    if match is None:
        raise ValueError(f"expected 'killed 39+ = at least 39', found {count!r}")
    low, high = int(match["low"]), match["high"]
    upper = low if high is None else None if high == "+" else int(high[1:])
    return {**locate(text, match["said"]), "what": match["what"], "low": low, "high": upper}


def _source(text: str, party: Party) -> Record:
    span = locate(text, party.said)
    return {**span, "name": party.name or span["text"]}


def _event(text: str, report: Report, coding: Coding) -> Record:
    kind, _, mode = coding.event.partition("/")
    if kind not in MODES or (mode and mode not in MODES[kind]):
        raise ValueError(f"{coding.event!r} is no type and mode")
    if kind in WITH_RECIPIENT and not coding.to:
        raise ValueError(f"{kind} needs a recipient")
    mentions = sorted((locate(text, quote) for quote in coding.also), key=lambda span: int(span["start"]))
    return {
        "trigger": locate(text, coding.trigger),
        "mentions": mentions,
        "type": kind,
        "mode": mode or None,
        "actors": [_party(text, report.parties[key]) for key in coding.by],
        "recipients": [_party(text, report.parties[key]) for key in coding.to],
        "place": _place(text, report.places[coding.at]) if coding.at else None,
        "time": _time(text, coding.when) if coding.when else None,
        "status": coding.status,
        "sources": [_source(text, report.parties[key]) for key in coding.per],
        "counts": [_count(text, count) for count in coding.counts],
        "sure": coding.sure,
    }


def record(sample: Sample, report: Report) -> Record:
    """Return the golden record of one report, its events in the order of their triggers.

    Raises:
        ValueError: which report and event, and what is wrong with it.
    """
    events = []
    for coding in report.events:
        try:
            events.append(_event(sample.text, report, coding))
        except (ValueError, KeyError) as trouble:
            raise ValueError(f"{sample.id}: {coding.event} {coding.trigger!r}: {trouble}") from trouble
    events.sort(key=lambda event: (event["trigger"]["start"], event["type"]))
    head = {"doc_id": sample.id, "date": sample.date, "title": sample.title, "outlet": sample.outlet}
    return {**head, "text": sample.text, "events": events}


def build() -> str:
    """Return the lines of samples.jsonl.

    Raises:
        ValueError: if samples and codings do not name the same reports, or a coding does not fit its report.
    """
    reports = {report.id: report for report in read_yaml(CODINGS, Codings).reports}
    texts = {sample.id: sample for sample in samples()}
    if reports.keys() != texts.keys():
        raise ValueError(f"coded and sampled reports differ: {sorted(reports.keys() ^ texts.keys())}")
    records = (record(sample, reports[sample.id]) for sample in texts.values())
    return "".join(json.dumps(found, ensure_ascii=False) + "\n" for found in records)


def main() -> int:
    """Write samples.jsonl, or with --check tell whether it is up to date."""
    lines = build()
    if "--check" not in sys.argv[1:]:
        RECORDS.write_text(lines, encoding="utf-8")
        return 0
    return int(RECORDS.read_text(encoding="utf-8") != lines)


if __name__ == "__main__":
    sys.exit(main())
