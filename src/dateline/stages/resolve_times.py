"""Time expressions to dates, and to each trigger the time that its sentence tells; none where it tells none."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Trigger
from dateline.model.evidence import Evidence
from dateline.model.referent import Time, TimeGrain, Timex
from dateline.model.syntax import Parse, Token
from dateline.text.times.feasts import Feast
from dateline.text.times.placed import Placed, place
from dateline.text.times.scenes import Inference, Understood, understood
from dateline.text.times.tense import looks_ahead
from dateline.text.times.timelinks import Link, links
from dateline.text.times.timeranges import ranges
from dateline.text.times.timex import Tagger

STAGE = "resolve_times"
CONFIDENCE = {
    Link.OWN: 0.95,
    Link.CLAUSE: 0.9,
    Link.INSIDE: 0.85,
    Link.SINCE: 0.8,
    Link.FRONTED: 0.7,
    Link.FRAME: 0.6,
    Link.SENTENCE: 0.6,
    Link.SHARED: 0.75,
    Link.WHEN: 0.85,
}
"""How sure a link makes a time, before the expression's own confidence."""

UNDERSTOOD = {
    Understood.HEADLINE: 0.8,
    Understood.SAME: 0.8,
    Understood.DURING: 0.8,
    Understood.SCENE: 0.6,
    Understood.LEAD: 0.6,
    Understood.DAY: 0.5,
}
"""What is left of a time's confidence when another word takes it over."""

_UNSURE = 0.45  # expressions less sure than this are shown and not used
_NO_TIME_OF_IT = frozenset({"before", "by", "after", "until", "till", "than", "of"})


def resolve_times(feasts: Mapping[str, Feast] | None = None) -> Stage:
    """Make the stage that tags time expressions and gives each trigger its time."""
    tagger = Tagger(feasts)

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)
        timexes = tag(tagger, analysis, parse)
        return replace(analysis, timexes=timexes, times=_times(analysis, parse, timexes))

    return Stage(name=STAGE, reads=("document", "layout", "parse", "triggers"), adds=("timexes", "times"), run=run)


def tag(tagger: Tagger, analysis: Analysis, parse: Parse) -> tuple[Timex, ...]:
    """Tag the readable regions; a weekday's direction is that of its clause."""
    regions = [(region.span.start, region.span.end) for region in made(analysis.layout).readable]
    return tagger.tag(analysis.document.text, analysis.document.filed, regions=regions, direction=direction(parse))


def direction(parse: Parse) -> Callable[[int, int], bool | None]:
    """Return a function that tells which way the clause around some characters looks."""
    at = {token.start: token for token in parse.tokens}

    def ask(start: int, end: int) -> bool | None:
        token = next((at[i] for i in range(start, end) if i in at), None)
        return None if token is None else looks_ahead(parse, token)

    return ask


def _times(analysis: Analysis, parse: Parse, timexes: Sequence[Timex]) -> tuple[Time | None, ...]:
    starts = [token.start for token in parse.tokens]
    by_sentence: dict[int, list[Placed]] = defaultdict(list)
    for item in place(parse, ranges(parse.text, timexes), starts):
        by_sentence[item.head.sentence].append(item)
    filed = analysis.document.filed
    found: list[Time | None] = []
    heads = frozenset(trigger.head for trigger in made(analysis.triggers))
    for trigger in made(analysis.triggers):
        words = _words(parse, trigger)
        placed = by_sentence.get(words[0].sentence, ())
        found.append(_time(parse, words, placed, heads, filed) if placed else None)
    return _with_understood(analysis, parse, found, frozenset(by_sentence))


def _with_understood(
    analysis: Analysis, parse: Parse, times: list[Time | None], dated: frozenset[int]
) -> tuple[Time | None, ...]:
    """Add the times that the report leaves to be understood; they have no span, and say how they were inferred."""
    document, triggers = analysis.document, made(analysis.triggers)
    inferences = understood(parse, triggers, times, filed=document.filed, headline=document.title_end, dated=dated)
    for inference in inferences:
        model = times[inference.model]
        if model is not None:
            times[inference.trigger] = _inferred(model, triggers[inference.model], inference)
    return tuple(times)


def _inferred(model: Time, trigger: Trigger, inference: Inference) -> Time:
    sure = min((reason.confidence for reason in model.evidence), default=1.0)
    evidence = Evidence(
        field="time",
        span=trigger.span,
        stage=STAGE,
        rule=f"stages.resolve_times#{inference.why}",
        confidence=round(sure * UNDERSTOOD[inference.why], 3),
        note=f"the time of {trigger.span.text!r}",
    )
    return replace(model, span=None, inferred=inference.why.value, evidence=(evidence,))


def _words(parse: Parse, trigger: Trigger) -> list[Token]:
    """The tokens of a trigger, its head first."""
    head = parse.tokens[trigger.head]
    sentence = parse.sentence(head)
    inside = [t for t in parse.tokens_of(sentence) if t.start < trigger.span.end and trigger.span.start < t.end]
    return [head, *(token for token in inside if token.index != head.index)]


def _time(
    parse: Parse, words: list[Token], placed: Sequence[Placed], heads: frozenset[int], filed: date | None
) -> Time | None:
    for link, item in links(parse, words, placed, heads - {words[0].index}):
        time = _read(parse, item, filed, link)
        if time is not None:
            return time
    return None


def _read(parse: Parse, item: Placed, filed: date | None, link: Link) -> Time | None:
    """The time that a linked expression gives, with its preposition: "since" opens it, "from … to" closes it."""
    timex = item.timex
    if timex.start is None or timex.end is None or timex.confidence < _UNSURE:
        return None
    start, end, grain = timex.start, timex.end, timex.grain
    since = (item.preposition == "since" and link is not Link.WHEN) or link is Link.SINCE
    if since and filed is not None:
        end, grain = max(filed, end), TimeGrain.OTHER
    elif item.preposition in _NO_TIME_OF_IT:
        return None
    if filed is not None and start <= filed < end and not looks_ahead(parse, item.head):
        end = filed
    evidence = Evidence(
        field="time",
        span=timex.span,
        stage=STAGE,
        rule=f"stages.resolve_times#{link}",
        confidence=round(CONFIDENCE[link] * timex.confidence, 3),
        note=timex.rule,
    )
    return Time(start=start, end=end, grain=grain, span=timex.span, evidence=(evidence,))
