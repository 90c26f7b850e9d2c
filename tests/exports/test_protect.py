"""No name of a private person comes out, in no field, and every span still holds its words."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.api import Coder
from dateline.config import Settings
from dateline.exports.protect import protect, pseudonym
from dateline.model.span import Span
from dateline.text.people.private import PrivatePerson
from tests.law import broken, span_rows

GIVEN = ("Greta", "Oleg", "Jean-Luc", "Zoë", "Ahmed", "Ω")
SURNAMES = ("Vint", "Marin", "Ostrow-Lind", "al Haddad", "van der Berg", "Öz", "O’Neal", "Young")
FILLER = ("said", "the young mayor", "in Kyiv", "😀", "\n\n", "vint", "e\u0301", "(", "“", "”", ",", ".", "'s")
PUBLIC = "Ana Ruizova"

names = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
forms = st.sampled_from(("full", "surname", "loud", "split", "possessive"))


def written(name: str, form: str) -> str:
    surname = name.split(" ", 1)[1]
    return {
        "full": name,
        "surname": surname,
        "loud": name.upper(),
        "split": name.replace(" ", "\n"),
        "possessive": f"{surname}'s",
    }[form]


@st.composite
def reports(draw: st.DrawFn) -> tuple[dict[str, Any], list[PrivatePerson]]:
    """A record of a text that names persons in several ways, with spans anywhere; the parser found only some names."""
    people = draw(st.lists(names, min_size=1, max_size=3, unique_by=lambda n: n.split(" ", 1)[1]))
    pieces: list[str] = []
    found: dict[str, list[Span]] = {name: [] for name in people}
    for _ in range(draw(st.integers(1, 8))):
        pieces.append(draw(st.sampled_from((*FILLER, PUBLIC))))
        name = draw(st.sampled_from(people))
        told = written(name, draw(forms))
        start = len(" ".join(pieces)) + 1
        pieces.append(told)
        if draw(st.booleans()):
            found[name].append(Span(start=start, end=start + len(told), text=told))
    text = " ".join(pieces)
    cuts = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    spans = [{"start": min(c), "end": max(c), "text": text[min(c) : max(c)]} for c in cuts]
    title_end = draw(st.integers(0, len(text)))
    row = {
        "doc_id": f"https://news.example/{people[0].lower().replace(' ', '-')}-held",
        "title": text[:title_end] or None,
        "text": text,
        "events": [{"type": "COERCE", "actors": [{**s, "name": s["text"]} for s in spans]}],
        "issues": [{"message": f"whom {people[-1]!r} stands for could not be told", "span": None}],
    }
    return row, [PrivatePerson(name=name, spans=tuple(found[name])) for name in people]


def named(dumped: str, name: str) -> list[str]:
    """Where a name, or its surname, still stands: as written or in capitals."""
    variants = {name, name.split(" ", 1)[1], name.rsplit(" ", 1)[1]}
    words = "|".join(re.escape(v).replace(r"\ ", r"\s+") for v in (*variants, *(v.upper() for v in variants)))
    return re.findall(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", dumped)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [s for item in value.values() for s in strings(item)]
    if isinstance(value, list):
        return [s for item in value for s in strings(item)]
    return [value] if isinstance(value, str) else []


@settings(deadline=None, max_examples=400)
@given(case=reports())
def test_no_name_is_left_and_the_law_holds(case: tuple[dict[str, Any], list[PrivatePerson]]) -> None:
    row, persons = case
    assert not broken(row["text"], row)
    out = protect(row, persons)
    assert not broken(out["text"], out)
    assert len(list(span_rows(out))) == len(list(span_rows(row)))
    for person in persons:
        assert not [left for words in strings(out) for left in named(words, person.name)]
        assert person.name.lower().replace(" ", "-") not in out["doc_id"]
    assert out["text"].count(PUBLIC) == row["text"].count(PUBLIC)
    assert out["title"] is None or out["text"].startswith(out["title"])
    assert protect(out, [replace(person, spans=()) for person in persons]) == out


@given(name=names, key=st.text(min_size=1))
def test_a_pseudonym_depends_on_the_name_and_the_key_alone(name: str, key: str) -> None:
    assert re.fullmatch(r"P-[0-9A-F]{8}", pseudonym(name, key))
    assert pseudonym(f"  {name.upper()} ", key) == pseudonym(name, key)
    assert pseudonym(name, key) != pseudonym(name, key + "x")


def test_what_a_public_person_is_called_too_stays_where_it_is_theirs() -> None:
    text = "Hale Quist met Premier Ada Quist. Quist smiled."
    person = PrivatePerson(name="Hale Quist", spans=(Span.of(text, 0, 10),), shared=frozenset({"Quist"}))
    assert (
        protect({"text": text}, [person])["text"] == f"{pseudonym('Hale Quist')} met Premier Ada Quist. Quist smiled."
    )


def test_a_longer_word_and_a_small_letter_are_no_name() -> None:
    person = PrivatePerson(name="Greta Vint", spans=())
    assert protect({"text": "Vinta, vint and Vinting"}, [person])["text"] == "Vinta, vint and Vinting"


def test_a_record_that_names_nobody_private_comes_out_as_it_is() -> None:
    row = {"text": "Rain fell.", "events": []}
    assert protect(row, []) is row


REPORT = """Teacher Greta Vintova held in Lviv; minister quits

Police arrested Greta Vintova, a teacher, on Monday. "I only asked questions," VINTOVA told Lieutenant Oleg Marinov.

Interior Minister Ana Ruizova resigned. President Vladimir Putin met Vintova's lawyer, Paul Ostrowski, in Moscow."""
PRIVATE = ("Vintova", "VINTOVA", "Greta", "Marinov", "Oleg", "Ostrowski")


@pytest.fixture(scope="module")
def guarded(coder: Coder) -> Coder:
    return Coder(coder.pipeline, Settings(protect_persons=True))


def test_private_names_leave_neither_the_record_nor_the_quotes(guarded: Coder) -> None:
    analysis = guarded(REPORT, filed=date(2023, 8, 13), id="greta-vintova-held.txt")
    for row in (guarded.record(analysis), guarded.quotes(analysis)):
        dumped = json.dumps(row, ensure_ascii=False)
        assert not [name for name in (*PRIVATE, "vintova") if name in dumped]
        assert "Ana Ruizova" in dumped
        assert "Putin" in dumped
        assert not broken(row["text"], row)
    assert len(guarded.record(analysis)["events"]) >= 3
    assert guarded.record(analysis)["engine"]["protected"] is True


def test_one_person_has_one_pseudonym_in_every_report(guarded: Coder) -> None:
    rows = [guarded.record(guarded(text)) for text in (REPORT, "Lviv freed Greta Vintova, a teacher, on Friday.")]
    assert all(pseudonym("Greta Vintova") in row["text"] for row in rows)


def test_without_the_switch_nothing_is_replaced(coder: Coder) -> None:
    row = coder.record(coder(REPORT))
    assert (row["text"], row["engine"]["protected"]) == (REPORT, False)
