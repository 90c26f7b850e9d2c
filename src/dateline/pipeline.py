"""The order of the stages: one report or many, each from text to events.

This module alone knows which stage follows which; the stages are blind to each other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import tee

from dateline.config import Settings
from dateline.engines import Engine
from dateline.engines.spacy_engine import load_engine
from dateline.errors import DataFileError, StageError
from dateline.knowledge.actors import load_actors
from dateline.knowledge.contexts import load_contexts
from dateline.knowledge.counts import load_count_cues
from dateline.knowledge.depth import load_depths
from dateline.knowledge.disputes import load_denial_cues
from dateline.knowledge.feasts import load_feasts
from dateline.knowledge.gazetteer import Gazetteer, default_folder
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.names import load_names
from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.relevance import load_relevance
from dateline.knowledge.reporting import load_reporting_cues
from dateline.knowledge.status import load_status_cues
from dateline.knowledge.type_model import load_type_model
from dateline.model.analysis import Analysis, Stage
from dateline.model.document import Document
from dateline.model.issue import Issue
from dateline.stages.attribute_claims import attribute_claims
from dateline.stages.code_contexts import code_contexts
from dateline.stages.count_people import count_people
from dateline.stages.deepen_codes import deepen_codes
from dateline.stages.find_events import Judge, find_events
from dateline.stages.find_mentions import find_mentions
from dateline.stages.find_participants import find_participants
from dateline.stages.fold_mentions import Book, fold_mentions
from dateline.stages.imply_participants import imply_participants
from dateline.stages.judge_status import judge_status
from dateline.stages.link_disputes import link_disputes
from dateline.stages.link_mentions import link_mentions
from dateline.stages.resolve_actors import resolve_actors
from dateline.stages.resolve_places import resolve_places
from dateline.stages.resolve_times import resolve_times
from dateline.stages.segment import segment


class Pipeline:
    """Stages around a parser. `before` run on the bare text, `after` on the parsed report."""

    def __init__(self, *, engine: Engine, before: Sequence[Stage], after: Sequence[Stage]) -> None:
        """Check that every stage reads only what an earlier one adds.

        Raises:
            StageError: naming the stage and the layer that nobody makes before it.
        """
        self.engine = engine
        self.before = tuple(before)
        self.after = tuple(after)
        check_order((*before, Stage(name="parse", reads=("layout",), adds=("parse",), run=lambda a: a), *after))

    def run(self, document: Document) -> Analysis:
        """Analyse one report."""
        return next(self.run_many([document]))

    def run_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Analyse reports in order. Trouble in one becomes an issue of that one; the run goes on."""
        for_parser, for_stages = tee(
            self._through(self.before, Analysis(document=d, issues=d.notes)) for d in documents
        )
        parses = self.engine.parse_many((a.document.text, a.layout.readable if a.layout else ()) for a in for_parser)
        for analysis, parse in zip(for_stages, parses, strict=True):
            yield self._through(self.after, replace(analysis, parse=parse, engine=self.engine.identity))

    def _through(self, stages: Sequence[Stage], analysis: Analysis) -> Analysis:
        for stage in stages:
            try:
                analysis = run_stage(stage, analysis)
            except Exception as trouble:  # noqa: BLE001  (the one place: a bad report must not stop the run)
                message = f"{type(trouble).__name__}: {trouble}"
                issue = Issue(kind="stage.failed", stage=stage.name, message=message)
                return replace(analysis, issues=(*analysis.issues, issue))
        return analysis


def run_stage(stage: Stage, analysis: Analysis) -> Analysis:
    """Run one stage and hold it to what it declared.

    Raises:
        StageError: if it changed a layer that it did not declare to add.
    """
    after = stage.run(analysis)
    for layer in fields(Analysis):
        free = (
            layer.name in stage.adds or layer.name == "issues" or (layer.name == "document" and stage.name == "segment")
        )
        if not free and getattr(after, layer.name) is not getattr(analysis, layer.name):
            raise StageError(f"stage {stage.name} changed the layer {layer.name!r}, which it does not declare to add")
    return after


def check_order(stages: Sequence[Stage]) -> None:
    """Refuse an order in which a stage reads a layer that no earlier stage adds.

    Raises:
        StageError: naming the stage and the layer.
    """
    there = {"document"}
    for stage in stages:
        missing = [layer for layer in stage.reads if layer not in there]
        if missing:
            raise StageError(f"stage {stage.name} reads {', '.join(missing)}, which no stage before it adds")
        there.update(stage.adds)


def build_pipeline(settings: Settings, progress: Callable[[str, int, int], None] | None) -> Pipeline:
    """Load the parser and all data files, and put the stages in their order.

    Raises:
        EngineError: no English model is installed, or its bytes are not the ones we know.
        DataFileError: a data file is wrong (`file:line`).
    """
    ontology = load_ontology(settings.overlays)
    modes = {type_.name: tuple(mode.name for mode in type_.modes) for type_ in ontology.types}
    lexicon = load_lexicon(types=modes, overlays=settings.overlays)
    names = load_names()
    actors = load_actors(settings.overlays)
    stages = (
        find_mentions(names),
        link_mentions(names),
        find_events(lexicon, actors.party_nouns, Judge(types=load_type_model(), relevance=load_relevance())),
        deepen_codes(load_depths(ontology)),
        find_participants(lexicon, actors.party_nouns),
        imply_participants(lexicon, actors.party_nouns),
        resolve_times(load_feasts()),
        resolve_places(open_gazetteer(settings, progress)),
        attribute_claims(load_reporting_cues()),
        resolve_actors(actors),
        judge_status(load_status_cues()),
        count_people(load_count_cues()),
        code_contexts(load_contexts(ontology, settings.overlays)),
        fold_mentions(
            Book(
                cameo_of=ontology.cameo_of,
                worth=ontology.worth,
                needs_recipient=frozenset(type_.name for type_ in ontology.types if type_.requires_recipient),
            )
        ),
        link_disputes(load_denial_cues()),
    )
    return Pipeline(engine=load_engine(settings.model), before=(segment(),), after=stages)


def open_gazetteer(settings: Settings, progress: Callable[[str, int, int], None] | None) -> Gazetteer:
    """Open the gazetteer, building it first (half a minute, once) where there is none or an old one."""
    folder = settings.data_folder or default_folder()
    try:
        return Gazetteer.open(folder)
    except DataFileError:
        from dateline.knowledge.gazetteer_build import build  # noqa: PLC0415  (needed once on a machine)

        tell = None if progress is None else partial(progress, "building the gazetteer")
        return Gazetteer.open(build(folder, tell))
