"""First and second persons to those who speak and are spoken to: inside quotations, and in printed interviews."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from dateline.model.mention import MentionKind
from dateline.model.syntax import Parse
from dateline.text.people.clusters import Clusters
from dateline.text.people.profiles import ONE, PERSON, Profile
from dateline.text.people.quotes import Quotation, quotations

_PERSONS: Mapping[str, str] = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "I"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), "you"),
}
_OPENING = 6
"""Sentences at the start of a report that may call it an interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """A pronoun of the first or second person: who says it (a mention, or None), and where."""

    mention: int
    person: str
    quoted: bool
    region: int
    speaker: int | None


def link_speakers(parse: Parse, clusters: Clusters, speaking: Container[str]) -> None:
    """Join "I" with the speaker, and the "we" and the "you" of one paragraph's quotations with each other.

    Outside quotations "I", "we" and "you" are read only where a report is an interview: the person interviewed
    says "I", and is "you" in the paragraphs that end with a question mark.
    """
    pronouns = [p for p in clusters.profiles if p.form in _PERSONS and p.kind is MentionKind.PRONOUN]
    if not pronouns:
        return
    guest = _interviewed(parse, clusters)
    asking = {s.region for s in parse.sentences if parse.tokens[s.last - 1].text == "?"} - _answers(parse)
    first: dict[tuple[str, int | str], int] = {}
    for voice in _voices(clusters, pronouns, quotations(parse, speaking)):
        if not voice.quoted and guest is not None and _is_guest(voice, asking):
            clusters.join(guest, voice.mention, "interview")
        elif voice.quoted and voice.person == "I" and voice.speaker is not None:
            clusters.join(voice.speaker, voice.mention, "speaker")
        elif voice.region not in asking or voice.quoted:
            apart = voice.quoted or voice.person == "you" or guest is None
            key = voice.person, voice.region if apart else "answers"
            earlier = first.setdefault(key, voice.mention)
            if earlier != voice.mention:
                clusters.join(earlier, voice.mention, "same voice")


def _answers(parse: Parse) -> set[int]:
    """The paragraphs whose last sentence is no question."""
    last = {s.region: s for s in parse.sentences}
    return {region for region, s in last.items() if parse.tokens[s.last - 1].text != "?"}


def _is_guest(voice: _Voice, asking: Container[int]) -> bool:
    return voice.person == "you" if voice.region in asking else voice.person == "I"


def _voices(clusters: Clusters, pronouns: Sequence[Profile], quotes: Sequence[Quotation]) -> list[_Voice]:
    by_head = {p.head: p.index for p in clusters.profiles}
    found: list[_Voice] = []
    q = 0
    for p in pronouns:
        while q < len(quotes) and quotes[q].last <= p.head:
            q += 1
        quote = quotes[q] if q < len(quotes) and quotes[q].first <= p.head else None
        speaker = by_head.get(quote.speaker) if quote is not None and quote.speaker is not None else None
        found.append(
            _Voice(mention=p.index, person=_PERSONS[p.form], quoted=quote is not None, region=p.region, speaker=speaker)
        )
    return found


def _interviewed(parse: Parse, clusters: Clusters) -> int | None:
    """The mention of the one person whom the report says it interviews, or None."""
    opening = parse.sentences[:_OPENING]
    last = opening[-1].last if opening else 0
    verbs = {t.index for t in parse.tokens[:last] if t.lemma in ("interview", "interviewee")}
    if not verbs:
        return None
    best: tuple[int, int] | None = None
    for p in clusters.profiles:
        if (
            p.kind is MentionKind.NAME
            and p.head < last
            and clusters.of(p.index).genders & PERSON
            and p.numbers & ONE
            and p.label in ("PERSON", "")
        ):
            size = len(clusters.of(p.index).members)
            if best is None or size > best[0]:
                best = size, p.index
    return None if best is None else best[1]
