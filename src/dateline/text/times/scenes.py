"""Times that a report leaves to be understood: the headline's, those of "the attack", those of a story told on."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateline.model.event import Trigger
from dateline.model.referent import Time, TimeGrain
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import subjects

RECENT = timedelta(days=31)
"""A story told on is one of the last month: what lies farther back is background, told with its own dates."""

LATELY = timedelta(days=8)
"""How far back the one day may lie of which a report tells."""

SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "AGREE"})
"""Types that are mostly acts of speech: reactions, which follow on any day, unless the same speaker goes on."""

DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of which a report of one day tells all."""

_REACH = 3  # sentences
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OTHERS = frozenset("first second third new latest last next previous earlier other similar separate".split())
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
_LATER = frozenset(
    {"later", "previously", "earlier", "formerly", "since", "subsequently", "already", "eventually", "ever", "never"}
)
_AT_ONCE = frozenset("minute hour second moment shortly immediately soon".split())
_SETTING = frozenset({"advcl", "conj", "ROOT", "dep", "xcomp"})


class Understood(StrEnum):
    """Why a time is understood."""

    HEADLINE = "headline"  # the headline tells what the text dates
    SAME = "same"  # "the attack" after "attacked on Friday"
    DURING = "during"  # "security was strengthened during the rally"
    SCENE = "scene"  # the next sentence of a paragraph goes on
    LEAD = "lead"  # the headline tells what the first sentence dates
    DAY = "day"  # all that the report dates of this kind was on one day


@dataclass(frozen=True, slots=True)
class Inference:
    """The trigger that has no time of its own, the one whose time it takes, and why."""

    trigger: int
    model: int
    why: Understood


def understood(
    parse: Parse,
    triggers: Sequence[Trigger],
    times: Sequence[Time | None],
    *,
    filed: date | None,
    headline: int,
    dated: Container[int],
) -> Iterator[Inference]:
    """Yield the times to be understood.

    Args:
        parse: the report.
        triggers: in text order.
        times: one for each trigger; None where its sentence tells none.
        filed: the day of filing.
        headline: where the title ends, in characters; 0 without one.
        dated: the indices of the sentences that hold a time expression.
    """
    if filed is not None:
        yield from _named(parse, triggers, times, filed, headline)
        yield from _told_on(parse, triggers, times, filed, headline, dated)
        yield from _headlined(parse, triggers, times, filed, headline)


def _named(
    parse: Parse, triggers: Sequence[Trigger], times: Sequence[Time | None], filed: date, headline: int
) -> Iterator[Inference]:
    """The times of headlines and of nouns that point back."""
    for i, trigger in enumerate(triggers):
        if times[i] is None:
            titled = trigger.span.start < headline
            model = _headline(triggers, times, i, filed) if titled else _same(parse, triggers, times, i)
            if model is not None:
                yield Inference(i, model, Understood.HEADLINE if titled else Understood.SAME)


def _told_on(
    parse: Parse,
    triggers: Sequence[Trigger],
    times: Sequence[Time | None],
    filed: date,
    headline: int,
    dated: Container[int],
) -> Iterator[Inference]:
    """The times of what a sentence without a date tells on."""
    at = {trigger.head: i for i, trigger in enumerate(triggers)}
    for i, trigger in enumerate(triggers):
        if times[i] is not None or trigger.span.start < headline or parse.tokens[trigger.head].sentence in dated:
            continue
        for why, model in (
            (Understood.DURING, _during(parse, trigger, at, times)),
            (Understood.SCENE, _scene(parse, triggers, times, i, filed)),
            (Understood.DAY, _one_day(parse, triggers, times, i, filed)),
        ):
            if model is not None:
                yield Inference(i, model, why)
                break


def _headlined(
    parse: Parse, triggers: Sequence[Trigger], times: Sequence[Time | None], filed: date, headline: int
) -> Iterator[Inference]:
    """The times of headlines whose happening the text does not date: that of the lead."""
    for i, trigger in enumerate(triggers):
        if times[i] is None and trigger.span.start < headline:
            model = _lead(parse, triggers, times, headline, filed)
            if model is not None:
                yield Inference(i, model, Understood.LEAD)


def _lead(
    parse: Parse, triggers: Sequence[Trigger], times: Sequence[Time | None], headline: int, filed: date
) -> int | None:
    """The one late day that the first sentence of the text tells of anything."""
    first = next((s.index for s in parse.sentences if parse.tokens[s.first].start >= headline), None)
    there = [j for j, t in enumerate(triggers) if parse.tokens[t.head].sentence == first and times[j] is not None]
    return there[0] if there and _is_one_day(there, times, filed, RECENT) else None


def _one_day(
    parse: Parse, triggers: Sequence[Trigger], times: Sequence[Time | None], i: int, filed: date
) -> int | None:
    """Of a plain past deed: another of its type, where all of that type that are dated were on one day of the week."""
    if triggers[i].type not in DEEDS or not _happened(parse, parse.tokens[triggers[i].head]):
        return None
    alike = [j for j, t in enumerate(triggers) if t.type == triggers[i].type and times[j] is not None]
    return alike[0] if alike and _is_one_day(alike, times, filed, LATELY) else None


def _is_one_day(indices: Sequence[int], times: Sequence[Time | None], filed: date, back: timedelta) -> bool:
    """Tell whether these times are all the same day, at most `back` before filing."""
    told = [time for j in indices if (time := times[j]) is not None]
    late = all(t.grain is TimeGrain.DAY and filed - back <= t.start <= filed for t in told)
    return late and len({(t.start, t.end) for t in told}) == 1


def _happened(parse: Parse, verb: Token) -> bool:
    """Tell whether a word is a plain past verb, also of what somebody said, outside quotation marks."""
    if _plain_past(parse, verb) is not True or _quoted(parse, verb):
        return False
    if any(word.lower in _LATER for word in parse.children(verb, "advmod")):
        return False
    return all(above.dep in _SETTING or above.dep == "ccomp" for above in (verb, *parse.ancestors(verb)))


def _headline(triggers: Sequence[Trigger], times: Sequence[Time | None], i: int, filed: date) -> int | None:
    """The first late happening of the same type and mode that the text dates."""
    mine = triggers[i]
    for j, other in enumerate(triggers):
        time = times[j]
        if time is not None and time.end >= filed - RECENT and (other.type, other.mode) == (mine.type, mine.mode):
            return j
    return None


def _same(parse: Parse, triggers: Sequence[Trigger], times: Sequence[Time | None], i: int) -> int | None:
    """The dated happening of the same kind that "the attack" points back to; None where two days come into question."""
    mine = triggers[i]
    head = parse.tokens[mine.head]
    if not _points_back(parse, head):
        return None
    alike = [j for j in range(i) if times[j] is not None and _compatible(mine, triggers[j])]
    by_word = [j for j in alike if parse.tokens[triggers[j].head].lemma == head.lemma]
    by_mode = [j for j in alike if mine.mode and triggers[j].mode == mine.mode]
    for choice in (by_word, by_mode, alike):
        if choice:
            days = {(time.start, time.end) for j in choice if (time := times[j]) is not None}
            return choice[-1] if len(days) == 1 else None
    return None


def _points_back(parse: Parse, noun: Token) -> bool:
    """Tell whether a noun names what was told before: "the attack", but not "the attacks" or "the first attack"."""
    article = parse.child(noun, "det")
    if noun.pos != "NOUN" or noun.tag == "NNS" or article is None or article.lower not in _DEFINITE:
        return False
    return not any(word.lower in _OTHERS for word in parse.children(noun, "amod"))


def _compatible(mine: Trigger, other: Trigger) -> bool:
    return other.type == mine.type and (mine.mode is None or other.mode is None or mine.mode == other.mode)


def _during(parse: Parse, trigger: Trigger, at: Mapping[int, int], times: Sequence[Time | None]) -> int | None:
    """The dated happening in whose course, or hours around which, the trigger's verb sets it."""
    for preposition in parse.children(parse.tokens[trigger.head], "prep"):
        if preposition.lower in {"during", "at", "amid"} or _at_once(parse, preposition):
            for noun in parse.children(preposition, "pobj"):
                model = at.get(noun.index)
                if model is not None and times[model] is not None:
                    return model
    return None


def _at_once(parse: Parse, preposition: Token) -> bool:
    """Recognise "20 minutes after the blast", "hours before the vote", "shortly after it"."""
    if preposition.lower not in {"after", "before", "following"}:
        return False
    return any(word.lemma in _AT_ONCE for word in parse.children(preposition, "npadvmod", "advmod"))


def _scene(parse: Parse, triggers: Sequence[Trigger], times: Sequence[Time | None], i: int, filed: date) -> int | None:
    """The last dated happening before a plain past verb of the same paragraph, if that was on one day and lately."""
    head = parse.tokens[triggers[i].head]
    if not _tells_on(parse, head):
        return None
    sentence = parse.sentence(head)
    for j in range(i - 1, -1, -1):
        other = parse.tokens[triggers[j].head]
        if parse.sentence(other).region != sentence.region or head.sentence - other.sentence > _REACH:
            return None
        time = times[j]
        if time is not None:
            day = time.grain is TimeGrain.DAY and time.start == time.end and filed - RECENT <= time.start <= filed
            goes_on = day and _plain_past(parse, other) is not False
            return j if goes_on and (triggers[i].type not in SPOKEN or _same_subject(parse, head, other)) else None
    return None


def _same_subject(parse: Parse, verb: Token, other: Token) -> bool:
    mine, theirs = (next(iter(subjects(parse, word)), None) for word in (verb, other))
    return mine is not None and theirs is not None and mine.lower == theirs.lower


def _tells_on(parse: Parse, verb: Token) -> bool:
    """Tell whether a word is a plain past verb of a main clause, in the reporter's own voice."""
    if _plain_past(parse, verb) is not True or _quoted(parse, verb):
        return False
    if any(word.lower in _LATER for word in parse.children(verb, "advmod")):
        return False
    return all(above.dep in _SETTING for above in (verb, *parse.ancestors(verb)))


def _plain_past(parse: Parse, word: Token) -> bool | None:
    """True for "shot" and "was shot", False for "had shot" and "has shot"; None for nouns and participles."""
    auxiliaries = {aux.lower for aux in parse.children(word, "aux", "auxpass")}
    if word.pos not in {"VERB", "AUX"} or (word.tag == "VBG" and not auxiliaries):
        return None
    if auxiliaries - {"was", "were", "did", "not", "n't", "got"}:
        return False
    return word.tag == "VBD" or (word.tag == "VBN" and bool(auxiliaries)) or (word.tag == "VBN" and word.dep == "conj")


def _quoted(parse: Parse, word: Token) -> bool:
    """Tell whether a word stands inside quotation marks within its sentence."""
    tokens = parse.tokens_of(parse.sentence(word))
    marks = sum(token.text in _QUOTES for token in tokens if token.index < word.index)
    return marks % 2 == 1
