"""A store against a plain dictionary, through any sequence of adding, revising, judging, undoing and reopening."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dateline.stores import Store, open_store
from dateline.stores.filters import read_query
from dateline.stores.protocol import Outcome, Review
from tests.conformance.records import ENGINE, Record, event, record

REPORTS = ("a", "b", "c")
TEXTS = ("Guards detained him in Tartu.", "Guards detained her in Tartu, and two were hurt.")
MODES = ("arrest", "deport", "asylum")


class StoreMachine(RuleBasedStateMachine):
    """`coded` is what the coder said last, `said` the stack of judgements of (event, field)."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "s.db"
        self.store: Store = open_store(self.path)
        self.coded: dict[str, Record] = {}
        self.seen: dict[str, set[str]] = {}
        self.said: dict[tuple[str, str], list[Any]] = {}
        self.entries = 0

    def teardown(self) -> None:
        assert self.store.check().problems == ()
        self.store.close()
        self.folder.cleanup()

    @rule(
        report=st.sampled_from(REPORTS),
        text=st.sampled_from(TEXTS),
        version=st.sampled_from("12"),
        mode=st.sampled_from(MODES),
    )
    def put(self, report: str, text: str, version: str, mode: str) -> None:
        """A coder of one version always says the same of the same text; another one may not."""
        mode = MODES[(MODES.index(mode) + int(version)) % 3] if version == "2" else "arrest"
        new = record(
            report, text, [event(report, text, mode=mode)], engine={**ENGINE, "version": version, "mode": mode}
        )
        old, seen = self.coded.get(report), self.seen.setdefault(report, set())
        outcome = self.store.put(new)
        if old is not None and text != old["text"] and text in seen:
            assert outcome is Outcome.UNCHANGED
            return
        if old is None:
            assert outcome is Outcome.NEW
        elif text != old["text"]:
            assert outcome is Outcome.REVISED
        else:
            assert outcome is (Outcome.UNCHANGED if old["engine"] == new["engine"] else Outcome.RECODED)
        seen.add(text)
        if outcome is Outcome.UNCHANGED:
            return
        if outcome is Outcome.RECODED and self.is_judged(new["events"][0]["id"]):
            assert old is not None
            new = {**new, "events": old["events"]}  # what was judged stays; the rest is a proposal
        self.coded[report] = new

    def is_judged(self, event_id: str) -> bool:
        return any(stack for (e, _), stack in self.said.items() if e == event_id)

    def events(self) -> list[Record]:
        return [e for r in self.coded.values() for e in r["events"]]

    @precondition(lambda self: self.coded)
    @rule(
        data=st.data(),
        action=st.sampled_from(("accept", "correct", "reject", "undo", "note")),
        field=st.sampled_from(("mode", "place", "event")),
        value=st.sampled_from(MODES),
    )
    def judge(self, data: st.DataObject, action: str, field: str, value: str) -> None:
        target = data.draw(st.sampled_from([e["id"] for e in self.events()]))
        stack = self.said.setdefault((target, field), [])
        if (action == "undo" and not stack) or (action == "correct" and field == "event"):
            return
        given = (
            None
            if action != "correct"
            else value
            if field == "mode"
            else {**event("a", TEXTS[0])["place"], "name": value}
        )
        self.store.review(Review(event=target, field=field, action=action, value=given, by="ann", at="t"))
        self.entries += 1
        if action == "undo":
            stack.pop()
        elif action != "note":
            stack.append((action, given))

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    def reads(self, coded: Record) -> Record | None:
        """How an event must read: what was coded with the last judgements over it; None if it is rejected."""
        read = dict(coded)
        for field in ("mode", "place"):
            stack = self.said.get((coded["id"], field))
            if stack and stack[-1][0] in ("correct", "reject"):
                read[field] = stack[-1][1]
        whole = self.said.get((coded["id"], "event"))
        return None if whole and whole[-1][0] == "reject" else read

    @invariant()
    def agrees(self) -> None:
        expected = []
        for report in sorted(self.coded):
            events = [read for e in self.coded[report]["events"] if (read := self.reads(e)) is not None]
            expected.append({**self.coded[report], "events": events})
        found = {r["doc_id"]: {**r, "issues": []} for r in self.store.records()}
        assert [found[r]["events"] for r in sorted(found)] == [r["events"] for r in expected]
        assert [found[r]["text"] for r in sorted(found)] == [r["text"] for r in expected]
        assert self.store.verify() == []
        assert len(self.store.history()) == self.entries
        page = self.store.find("event", read_query({"limit": ["500"]}))
        assert page.total == len(self.events())


def bounded(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )


StoreMachine.TestCase.settings = bounded(20, 25)
TestStore = StoreMachine.TestCase


class DeepMachine(StoreMachine):
    """The same for longer."""


DeepMachine.TestCase.settings = bounded(1000, 50)
TestStoreForLonger = pytest.mark.trust(DeepMachine.TestCase)
