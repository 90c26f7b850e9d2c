"""The list of attributions: who says it, through whom, and the table that `dateline quotes` prints."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from dateline.api import Coder
from dateline.exports.quotes import print_quotes, quotes_record, who
from tests.law import broken

REPORT = """The Harbour Times reported on Sunday that Major Ivo Radic had said that his unit shelled the village.

"We fired first," he told Radio Brina. The defence ministry denied it. Reportedly, two gunners fled."""


@pytest.fixture(scope="module")
def record(coder: Coder) -> dict[str, Any]:
    return quotes_record(coder(REPORT, filed=date(2023, 8, 13), outlet="Coast Wire", id="q"))


def by(record: dict[str, Any], cue: str) -> dict[str, Any]:
    return next(row for row in record["attributions"] if row["cue"]["text"] == cue)


def names(row: dict[str, Any]) -> list[str]:
    return [link["name"] for link in row["chain"]]


def test_words_that_come_through_others_name_them_nearest_first(record: dict[str, Any]) -> None:
    assert names(by(record, "said")) == ["Ivo Radic", "Harbour Times"]
    assert names(by(record, "told")) == ["Ivo Radic", "Radio Brina"]


def test_a_pronoun_is_resolved_and_both_are_shown(record: dict[str, Any]) -> None:
    told = by(record, "told")
    assert (told["source"]["text"], told["speaker"]["name"], told["quoted"]) == ("he", "Ivo Radic", True)
    assert who(told) == "he = Ivo Radic"


def test_a_denial_has_its_stance_and_hearsay_names_nobody(record: dict[str, Any]) -> None:
    assert by(record, "denied")["stance"] == "denies"
    hearsay = by(record, "Reportedly")
    assert (hearsay["source"], hearsay["speaker"], hearsay["chain"], who(hearsay)) == (None, None, [], "nobody named")


def test_every_span_holds_its_words_and_the_order_is_that_of_the_text(record: dict[str, Any]) -> None:
    assert not broken(record["text"], record)
    firsts = [min(s["start"] for s in (row["cue"], *row["content"])) for row in record["attributions"]]
    assert firsts == sorted(firsts)


def test_the_table_ends_each_chain_with_the_outlet(record: dict[str, Any]) -> None:
    shown = StringIO()
    print_quotes(Console(file=shown, width=200), record)
    assert "Harbour Times ← Coast Wire" in shown.getvalue()


def test_a_report_that_quotes_nobody_says_so(coder: Coder) -> None:
    shown = StringIO()
    print_quotes(Console(file=shown, width=200), quotes_record(coder("Rain fell on the hills.", id="dry")))
    assert "nobody is quoted" in shown.getvalue()
