"""The reporting cues load strictly, and every entry does what its examples say."""

from pathlib import Path

import pytest

from dateline.engines.spacy_engine import SpacyEngine
from dateline.errors import DataFileError
from dateline.knowledge.reporting import Example, ReportingCues, load_reporting_cues
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.text.claims.finding import find_attributions

HEAD = (
    "about: {title: test, version: 1, licence: CC0-1.0, sources: [test]}\n"
    "media: {words: [radio]}\ndocuments: {words: [report]}\n"
)
REST = "nouns: []\nadjectives: []\nadverbs: []\nprepositions: []\n"


@pytest.fixture(scope="module")
def cues() -> ReportingCues:
    return load_reporting_cues()


def lexicon(folder: Path, verbs: str) -> Path:
    path = folder / "reporting.yaml"
    path.write_text(f"{HEAD}verbs:\n{verbs}{REST}", encoding="utf-8")
    return path


def test_the_lexicon_holds_at_least_250_cues_with_an_example_each(cues: ReportingCues) -> None:
    assert len(cues.cues) >= 250
    shown = {(example.cue.kind, example.cue.words) for example in cues.examples if example.fires}
    assert [cue.rule for cue in cues.cues if (cue.kind, cue.words) not in shown] == []


def test_every_example_opens_an_attribution_by_its_cue_and_no_counter_example_does(
    cues: ReportingCues, engine: SpacyEngine
) -> None:
    parses = engine.parse_many((example.text, [region(example.text)]) for example in cues.examples)
    wrong = []
    for example, parse in zip(cues.examples, parses, strict=True):
        found = find_attributions(parse, [(0, len(example.text))], cues.table)
        if any(finding.hit.cue == example.cue for finding in found) != example.fires:
            wrong.append((example.cue.rule, example.text))
    assert wrong == []


def region(text: str) -> Region:
    return Region(span=Span.of(text, 0, len(text)), kind=RegionKind.PARAGRAPH)


def test_examples_remember_their_entry(cues: ReportingCues) -> None:
    denied = [e for e in cues.examples if e.cue.words == ("deny",)]
    assert all(isinstance(e, Example) and e.cue.stance == "denies" for e in denied)
    assert {e.cue.rule for e in denied} == {"lexicons/en/reporting.yaml#deny"}


def test_a_bad_stance_is_named_with_its_line(tmp_path: Path) -> None:
    path = lexicon(tmp_path, "  - {lemma: deny, sense: say, stance: denys, takes: [], examples: []}\n")
    with pytest.raises(DataFileError, match=r"reporting\.yaml:5: verbs\.0\.stance: .*'denys'"):
        load_reporting_cues(path)


def test_something_that_no_cue_can_take_is_refused(tmp_path: Path) -> None:
    path = lexicon(tmp_path, "  - {lemma: deny, sense: say, stance: denies, takes: [sentence], examples: []}\n")
    with pytest.raises(DataFileError, match="takes 'sentence'; expected some of"):
        load_reporting_cues(path)


def test_an_entry_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = "  - {lemma: deny, sense: say, stance: denies, takes: [], examples: []}\n"
    with pytest.raises(DataFileError, match="verb 'deny' stands twice"):
        load_reporting_cues(lexicon(tmp_path, line * 2))
