"""Quotations, found by `dateline.text.claims.quotes`, to the word that names the speaker of each."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass

from dateline.model.syntax import Parse, Token
from dateline.text.claims.quotes import quotes

_FRAME_WORDS = 25  # words outside quotation marks that may stand between two parts of one speech
_FRAME_SENTENCES = 2  # sentences further on that the second part may open: the frame may be one of its own
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Tokens `first` up to, not including, `last` (without the marks); `speaker` is a token's index, or None."""

    first: int
    last: int
    region: int
    speaker: int | None = None


def quotations(parse: Parse, speaking: Container[str]) -> list[Quotation]:
    """Find the quotations of a report in text order, with their speakers where a frame or a neighbour names them.

    `speaking` holds the lemmas of verbs whose subject speaks.
    """
    spans = _spans(parse)
    inside = bytearray(len(parse.tokens))
    for first, last, _ in spans:
        inside[first:last] = b"\1" * (last - first)
    found: list[Quotation] = []
    for first, last, region in spans:
        speaker = _framed(parse, speaking, inside, first, last)
        if (
            speaker is None
            and found
            and region - found[-1].region <= 1
            and _same_voice(parse, inside, found[-1], first)
        ):
            speaker = found[-1].speaker
        found.append(Quotation(first=first, last=last, region=region, speaker=speaker))
    return found


def _spans(parse: Parse) -> list[tuple[int, int, int]]:
    """(first, last, region) of each outermost quotation, in tokens and without its marks."""
    starts = [token.start for token in parse.tokens]
    spans: list[tuple[int, int, int]] = []
    for quote in quotes(parse.text, _paragraphs(parse)):
        first, last = bisect_left(starts, quote.inner_start), bisect_left(starts, quote.inner_end)
        if quote.depth == 0 and first < last:
            spans.append((first, last, parse.sentence(parse.tokens[first]).region))
    return spans


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    """(start, end) of each paragraph that was parsed, in characters."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in parse.sentences:
        start, _ = bounds.get(sentence.region, (parse.tokens[sentence.first].start, 0))
        bounds[sentence.region] = start, parse.tokens[sentence.last - 1].end
    return list(bounds.values())


def _framed(parse: Parse, speaking: Container[str], inside: Sequence[int], first: int, last: int) -> int | None:
    """The speaker by a speaking verb in the quotation's own sentences, else by one that leads up to it with a colon."""
    tokens = parse.tokens
    opening, closing = parse.sentences[tokens[first].sentence], parse.sentences[tokens[last - 1].sentence]
    after = last + 1
    if after < len(tokens) and tokens[after].sentence != closing.index and tokens[after].text[0].islower():
        closing = parse.sentences[tokens[after].sentence]  # “…?” he asked
    best: tuple[int, int] | None = None
    for i in (*range(opening.first, first), *range(last, closing.last)):
        if not inside[i] and tokens[i].lemma in speaking and tokens[i].pos == "VERB":
            subject = subject_of(parse, tokens[i])
            distance = first - i if i < first else i - last
            if subject is not None and not inside[subject.index] and (best is None or distance < best[0]):
                best = distance, subject.index
    if best is not None:
        return best[1]
    before = opening.index - 1
    if before >= 0 and first - 1 <= opening.first:
        lead = parse.sentences[before]
        if tokens[lead.last - 1].text in (":", ","):
            return _leading(parse, speaking, lead.first, lead.last)
    return None


def _leading(parse: Parse, speaking: Container[str], first: int, last: int) -> int | None:
    for token in reversed(parse.tokens[first:last]):
        if token.lemma in speaking and token.pos == "VERB":
            subject = subject_of(parse, token)
            if subject is not None:
                return subject.index
    return None


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb, its own or the one it shares with the verb it is coordinated with or depends on."""
    for _ in range(3):
        subject = parse.child(verb, *_SUBJECTS)
        if subject is not None:
            return subject
        if verb.dep not in ("conj", "advcl", "xcomp", "dep") or verb.head == verb.index:
            return None
        verb = parse.tokens[verb.head]
    return None


def _same_voice(parse: Parse, inside: Sequence[int], previous: Quotation, first: int) -> bool:
    """Tell whether a quotation goes on with the one before, which had a frame of its own or was the same speech.

    It does where it opens the sentence behind the other's, or is in the same one, and no more than a frame
    ("the minister of health said") stands between them.
    """
    token, ended = parse.tokens[first], parse.tokens[previous.last - 1]
    between = sum(1 for t in parse.tokens[previous.last : first] if not inside[t.index] and t.pos != "PUNCT")
    if between == 0 or token.sentence == ended.sentence:
        return True
    opens = first - 1 <= parse.sentences[token.sentence].first
    return opens and between <= _FRAME_WORDS and token.sentence - ended.sentence <= _FRAME_SENTENCES
