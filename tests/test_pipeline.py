"""The pipeline holds its stages to what they declare, and one bad report never stops a run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest

from dateline.errors import StageError
from dateline.model.analysis import Analysis, Stage
from dateline.model.document import Document, Region
from dateline.model.syntax import Parse
from dateline.pipeline import Pipeline, check_order, run_stage
from dateline.stages.segment import segment


class NoParser:
    identity = (("name", "none"),)

    def parse_many(self, reports: Iterable[tuple[str, Sequence[Region]]]) -> Iterator[Parse]:
        for text, _ in reports:
            yield Parse.of(text, (), ())


def fails_on_b(analysis: Analysis) -> Analysis:
    if analysis.document.id == "b":
        raise ZeroDivisionError("no such thing")
    return replace(analysis, mentions=())


def test_trouble_in_one_report_is_an_issue_of_that_report() -> None:
    stage = Stage(name="fails", reads=("parse",), adds=("mentions",), run=fails_on_b)
    pipeline = Pipeline(engine=NoParser(), before=(segment(),), after=(stage,))
    done = list(pipeline.run_many(Document(id=i, text="Rain fell.") for i in "abc"))
    assert [a.document.id for a in done] == ["a", "b", "c"]
    assert [i.message for i in done[1].issues if i.kind == "stage.failed"] == ["ZeroDivisionError: no such thing"]
    assert all(a.mentions == () for a in (done[0], done[2]))


def test_a_stage_that_changes_what_it_does_not_declare_is_refused() -> None:
    stage = Stage(name="sly", reads=(), adds=("mentions",), run=lambda a: replace(a, chains=()))
    with pytest.raises(StageError, match="stage sly changed the layer 'chains'"):
        run_stage(stage, Analysis(document=Document(id="a", text="")))


def test_an_order_in_which_a_layer_is_read_before_it_is_made_is_refused() -> None:
    first = Stage(name="first", reads=("mentions",), adds=("chains",), run=lambda a: a)
    with pytest.raises(StageError, match="stage first reads mentions"):
        check_order([first])
