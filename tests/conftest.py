"""Fixtures that many tests share: the parser (loaded once), a parsed text, the development corpora."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.api import Coder, load
from dateline.engines.spacy_engine import SpacyEngine, load_engine
from dateline.knowledge.actors import load_actors
from dateline.knowledge.lexicon import Lexicon, load_lexicon
from dateline.knowledge.ontology import Ontology, load_ontology
from dateline.model.analysis import Analysis
from dateline.model.document import Document
from dateline.stages.segment import segment
from dateline.text.normalise import clean, join_title

REPOSITORY = Path(__file__).resolve().parents[1]

ParseText = Callable[..., Analysis]


@pytest.fixture(scope="session")
def engine() -> SpacyEngine:
    """The best installed English model."""
    return load_engine()


@pytest.fixture(scope="session")
def parse_text(engine: SpacyEngine) -> ParseText:
    """Text to an analysis with layout and parse."""

    def parse(text: str, *, title: str = "", filed: date | None = date(2023, 8, 13), id: str = "test") -> Analysis:  # noqa: A002
        joined, title_end = join_title(title, clean(text).text)
        document = Document(id=id, text=joined, title_end=title_end, filed=filed, filed_from="given" if filed else "")
        analysis = segment().run(Analysis(document=document))
        assert analysis.layout is not None
        tree = next(engine.parse_many([(document.text, analysis.layout.readable)]))
        return replace(analysis, parse=tree)

    return parse


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The whole coder, as a user loads it."""
    return load()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """Our own ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def lexicon(ontology: Ontology) -> Lexicon:
    """Our own event lexicon."""
    return load_lexicon(types={t.name: tuple(m.name for m in t.modes) for t in ontology.types})


@pytest.fixture(scope="session")
def party_nouns() -> frozenset[str]:
    """Nouns for people and bodies."""
    return load_actors().party_nouns


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the development corpora, or skip the test with the reason."""
    folder = Path(os.environ.get("DATELINE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "bench").is_dir():
        pytest.skip(f"needs the development corpora in {folder} (set DATELINE_SHARED to where they lie)")
    return folder
