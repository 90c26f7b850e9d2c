"""Every lexicon entry is held against its own examples: they must fire, and its not_examples must not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from dateline.engines.spacy_engine import SpacyEngine
from dateline.knowledge.lexicon import Entry, Lexicon
from dateline.knowledge.ontology import Ontology
from dateline.model.analysis import Analysis
from dateline.model.document import Document, Region, RegionKind
from dateline.model.event import RoleKind
from dateline.model.span import Span
from dateline.stages.find_events import find_events
from dateline.stages.find_participants import find_participants

MARK = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")


@dataclass(frozen=True)
class Example:
    entry: Entry
    text: str
    marks: tuple[tuple[RoleKind, int, int], ...]
    fires: bool


def unmark(text: str) -> tuple[str, tuple[tuple[RoleKind, int, int], ...]]:
    plain, marks, at = "", [], 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        words = match.group(1) if match.group(1) is not None else match.group(2)
        kind = RoleKind.ACTOR if match.group(1) is not None else RoleKind.RECIPIENT
        marks.append((kind, len(plain), len(plain) + len(words)))
        plain += words
        at = match.end()
    return plain + text[at:], tuple(marks)


def examples(lexicon: Lexicon) -> Iterator[Example]:
    for entry in lexicon.entries:
        for fires, sentences in ((True, entry.row.examples), (False, entry.row.not_examples)):
            for sentence in sentences:
                text, marks = unmark(sentence)
                yield Example(entry, text, marks, fires)


@pytest.fixture(scope="module")
def complaints(engine: SpacyEngine, lexicon: Lexicon, party_nouns: frozenset[str]) -> list[str]:
    cases = list(examples(lexicon))
    regions = [(c.text, [Region(span=Span.of(c.text, 0, len(c.text)), kind=RegionKind.PARAGRAPH)]) for c in cases]
    stages = (find_events(lexicon, party_nouns), find_participants(lexicon, party_nouns))
    found = []
    for case, parse in zip(cases, engine.parse_many(regions), strict=True):
        analysis = Analysis(document=Document(id="example", text=case.text), parse=parse)
        for stage in stages:
            analysis = stage.run(analysis)
        found.extend(f"{case.entry.rule}: {case.text}: {trouble}" for trouble in check(case, analysis))
    return found


def check(case: Example, analysis: Analysis) -> Iterator[str]:
    assert analysis.triggers is not None
    assert analysis.roles is not None
    mine = [t for t in analysis.triggers if (t.type, t.mode) == (case.entry.type, case.entry.mode)]
    exact = [t for t in mine if t.rule == case.entry.rule] or mine
    if case.entry.type is None:
        if any(t.rule == case.entry.rule for t in analysis.triggers):
            yield "a frame that is no event fired"
        return
    if case.fires != bool(exact):
        found = [(t.type, t.mode, t.span.text) for t in analysis.triggers]
        yield f"{'does not fire' if case.fires else 'fires'}; found {found}"
        return
    for kind, start, end in case.marks if case.fires else ():
        spans = [r.span for r in analysis.roles if r.kind is kind and r.trigger in {t.index for t in exact}]
        if not any(s.start < end and start < s.end for s in spans):
            yield f"{kind.value} {case.text[start:end]!r} not found; found {[s.text for s in spans]}"


def test_at_most_one_example_in_fifty_is_misread_by_the_parser(complaints: list[str], lexicon: Lexicon) -> None:
    total = sum(1 for _ in examples(lexicon))
    assert len(complaints) <= total / 50, "\n".join(complaints)


def test_an_entrys_own_code_is_of_its_type_and_deeper_than_the_types(ontology: Ontology, lexicon: Lexicon) -> None:
    own = [entry for entry in lexicon.entries if entry.row.cameo]
    assert own
    for entry in own:
        assert entry.type is not None
        default = ontology.cameo_of(entry.type, entry.mode)
        for code in entry.row.cameo:
            found = ontology.from_cameo(code)
            assert found is not None, (entry.rule, code)
            assert found.type == entry.type, (entry.rule, code)
            assert entry.mode in {None, found.mode}, (entry.rule, code)
            assert len(code) >= max(map(len, default)), (entry.rule, code, default)
            assert code not in default, (entry.rule, code)
