"""Pronouns: a text with a pronoun and two names to whether the pronoun stands for either.

The names are given, so the linker's scores of the two decide; a third mention wins only by more than `MARGIN`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.engines.spacy_engine import SpacyEngine, load_engine
from dateline.knowledge.names import load_names
from dateline.knowledge.pronouns import PronounWeights, load_pronoun_weights
from dateline.model.analysis import Analysis, made
from dateline.model.document import Document
from dateline.stages.find_mentions import find_mentions
from dateline.stages.link_mentions import link
from dateline.stages.segment import segment
from dateline.text.people.antecedents import Search
from dateline.text.people.profiles import Profile
from skills import Options

MARGIN = 1.0
"""How much better than both names a third candidate must score; chosen by cross-validation on the development part."""

BATCH = 64


@dataclass(slots=True)
class Watched:
    """The candidates of one pronoun at the moment of its linking: features, scores and whose cluster each is in."""

    pronoun: int | None
    a: int | None
    b: int | None
    features: list[list[str]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)  # a, b or "" for each candidate

    def __call__(
        self, search: Search, found: Sequence[Profile], seen: Sequence[Sequence[str]], scores: Sequence[float]
    ) -> None:
        """Note the candidates if it is our pronoun that is being linked."""
        if search.pronoun.index != self.pronoun:
            return
        roots = {}
        for name, mention in (("b", self.b), ("a", self.a)):
            if mention is not None:
                roots[search.clusters.root(mention)] = name
        self.features = [list(names) for names in seen]
        self.scores = list(scores)
        self.owners = [roots.get(search.clusters.root(p.index), "") for p in found]


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Decide each row. Reads id, text, pronoun, pronoun_offset, a, a_offset, b and b_offset."""
    del docs, options
    for row, analysis in zip(rows, analyses(rows), strict=True):
        seen = watched(row, analysis, load_pronoun_weights())
        answer = decide(seen.scores, seen.owners)
        yield {"id": row["id"], "a_coref": answer == "a", "b_coref": answer == "b"}


def decide(scores: Sequence[float], owners: Sequence[str]) -> str:
    """The name that is meant, a or b, or "" for neither."""
    best = {owner: max(s for s, o in zip(scores, owners, strict=True) if o == owner) for owner in set(owners)}
    named = max(("a", "b"), key=lambda owner: best.get(owner, float("-inf")))
    if named not in best or best.get("", float("-inf")) - MARGIN > best[named]:
        return ""
    return named


def analyses(rows: list[dict[str, Any]], engine: SpacyEngine | None = None) -> Iterator[Analysis]:
    """Parse the texts and find their mentions."""
    cut, find = segment(), find_mentions()
    parser = load_engine() if engine is None else engine
    for start in range(0, len(rows), BATCH):
        opened = [cut.run(Analysis(document=Document(id=r["id"], text=r["text"]))) for r in rows[start : start + BATCH]]
        parses = parser.parse_many((a.document.text, made(a.layout).readable) for a in opened)
        for analysis, parse in zip(opened, parses, strict=True):
            yield find.run(replace(analysis, parse=parse))


def watched(row: dict[str, Any], analysis: Analysis, weights: PronounWeights) -> Watched:
    """Link a text and note what was weighed for its pronoun."""
    watch = Watched(
        pronoun=_mention_at(analysis, row["pronoun_offset"], row["pronoun"]),
        a=_mention_at(analysis, row["a_offset"], row["a"]),
        b=_mention_at(analysis, row["b_offset"], row["b"]),
    )
    link(made(analysis.parse), made(analysis.mentions), load_names(), weights, watch)
    return watch


def _mention_at(analysis: Analysis, start: int, text: str) -> int | None:
    """The mention whose head lies in the given words and whose name is most like them."""
    best: tuple[int, int] | None = None
    end = start + len(text)
    for mention in made(analysis.mentions):
        head = made(analysis.parse).tokens[mention.head]
        if start <= head.start < end:
            span = mention.name or mention.span
            apart = abs(span.start - start) + abs(span.end - end)
            if best is None or apart < best[0]:
                best = apart, mention.index
    return None if best is None else best[1]
