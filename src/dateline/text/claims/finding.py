"""A parse to its attributions: cue by cue, what is reported and who reports it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model.syntax import Parse
from dateline.text.claims.cues import NOUN, VERB, CueTable, Hit, find_cues
from dateline.text.claims.quotes import Quotations, Quote, quotes
from dateline.text.claims.scopes import Scope, scope_of
from dateline.text.claims.spans import clipped, fragments, merged, snapped
from dateline.text.claims.speakers import Speaker, beside, speaker_of
from dateline.text.claims.speech import assign

_SURE = {"say": 0.9, "show": 0.7, "stand": 0.75, "want": 0.7, "think": 0.65, "seem": 0.6}
"""How often a cue of each sense opens an attribution (precision on news, rounded; quotations and nesting apart)."""
_NESTED = 0.5
"""What is left of that inside the content of another cue."""
_QUOTED = 0.4
"""What is left of it inside a quotation."""
_UNNAMED = 0.85
"""What is left of it where nobody is named."""
_TOPIC = frozenset({"on", "upon"})
_MODAL = 0.75
"""What is left of it under a modal or in an infinitive: nothing was said yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One attribution: content (start, end) in characters, cue (first, last) in tokens, and the speaker's phrase."""

    hit: Hit
    pieces: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    speaker: Speaker | None
    spoken: bool  # the content is quoted
    vouches: bool  # the speaker stands for what happens in the content
    confidence: float

    @property
    def size(self) -> int:
        """Characters of the content."""
        return sum(end - start for start, end in self.pieces)


def find_attributions(parse: Parse, paragraphs: Sequence[tuple[int, int]], table: CueTable) -> list[Finding]:
    """Find the attributions of a report in the order of their cues; `paragraphs` are (start, end) characters."""
    hits = find_cues(parse, table)
    marks = Quotations(quotes(parse.text, paragraphs))
    tied = assign(parse, marks, hits, paragraphs)
    found = [
        finding for i, hit in enumerate(hits) if (finding := _finding(parse, hit, tied.get(i, ()), marks)) is not None
    ]
    return list(_weighed(parse, found, marks))


def _finding(parse: Parse, hit: Hit, said: Sequence[Quote], marks: Quotations) -> Finding | None:
    scope = scope_of(parse, hit)
    speaker = speaker_of(parse, hit, frozenset() if scope is None else scope.tokens)
    if said:
        pieces = merged([(q.start, q.end) for q in said])
        if speaker is None or any(start <= parse.tokens[speaker.head].start < end for start, end in pieces):
            speaker = beside(parse, hit, pieces)
    elif scope is None:
        return None
    else:
        pieces = _written(parse, hit, scope, speaker, marks)
    if not pieces:
        return None
    last = hit.last + 1 if scope is not None and scope.preposition == hit.last else hit.last
    return Finding(
        hit=hit,
        pieces=tuple(pieces),
        cue=(hit.first, last),
        speaker=speaker,
        spoken=bool(said),
        vouches=_vouches(parse, hit, scope, spoken=bool(said)),
        confidence=_confidence(parse, hit, speaker),
    )


def _vouches(parse: Parse, hit: Hit, scope: Scope | None, *, spoken: bool) -> bool:
    """Tell whether the content is put forward: not by "did not say that", nor by "spoke ON the war"."""
    word = parse.tokens[hit.head]
    topic = scope is not None and scope.preposition is not None and parse.tokens[scope.preposition].lower in _TOPIC
    negated = hit.cue.kind == VERB and parse.child(word, "neg") is not None
    return spoken or (hit.cue.vouches and not topic and not negated)


def _written(parse: Parse, hit: Hit, scope: Scope, speaker: Speaker | None, marks: Quotations) -> list[tuple[int, int]]:
    """The characters of a content that the tree gives, whole quotations taken in or, from inside one, kept to it."""
    out = set(range(hit.first, hit.last))
    if speaker is not None:
        out |= set(range(speaker.first, speaker.last))
    pieces = fragments(parse, scope.tokens - out)
    at = parse.tokens[hit.head].start
    around = marks.around(at)
    if around is not None:
        return clipped(pieces, around.inner_start, around.inner_end)
    return snapped(pieces, marks, at)


def _confidence(parse: Parse, hit: Hit, speaker: Speaker | None) -> float:
    sure = _SURE[hit.cue.sense]
    if hit.cue.kind == NOUN:
        sure *= _UNNAMED
    if hit.cue.kind in {VERB, NOUN} and hit.cue.sense != "seem" and speaker is None:
        sure *= _UNNAMED
    if hit.cue.kind == VERB and any(aux.tag in {"MD", "TO"} for aux in parse.children(parse.tokens[hit.head], "aux")):
        sure *= _MODAL
    return round(sure, 3)


def _weighed(parse: Parse, found: Sequence[Finding], marks: Quotations) -> Iterator[Finding]:
    """Lower the confidence of cues that lie inside a quotation or inside the content of another cue."""
    covered = bytearray(len(parse.text) + 1)
    nested: set[int] = set()
    for finding in sorted(found, key=lambda f: (-f.size, f.hit.first)):
        if covered[parse.tokens[finding.hit.first].start]:
            nested.add(finding.hit.first)
            continue
        for start, end in finding.pieces:
            covered[start:end] = b"\1" * (end - start)
    for finding in found:
        at = finding.hit.first
        if marks.around(parse.tokens[at].start) is not None:
            yield replace(finding, confidence=round(finding.confidence * _QUOTED, 3))
        elif at in nested:
            yield replace(finding, confidence=round(finding.confidence * _NESTED, 3))
        else:
            yield finding
