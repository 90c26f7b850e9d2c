"""Triggers to verdicts: whether each happening happened, is to come, might, or did not, and how sure the text is.

Precedence, strongest first: what the clause and all that governs it say (negated, hypothetical, future); then a
time after filing (future); then a time that ended more than 31 days before filing, or a phrase that sets the act
long ago (historical); else actual. A state of affairs that still holds is actual however old it is.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.model.analysis import Analysis, Stage, made
from dateline.model.claim import Status, Verdict
from dateline.model.event import Trigger
from dateline.model.evidence import Evidence
from dateline.model.referent import Time
from dateline.model.syntax import Parse, Token
from dateline.text.status.cues import CERTAIN, DOUBTED, Reading, StatusCues
from dateline.text.status.factuality import Judge

BACKGROUND_AFTER = timedelta(days=31)
"""How long before filing an event must have ended to be background (the record format's rule)."""
A_WEEK = timedelta(days=7)
SURE = {
    Status.ACTUAL: 0.9,
    Status.HISTORICAL: 0.85,
    Status.NEGATED: 0.85,
    Status.FUTURE: 0.8,
    Status.HYPOTHETICAL: 0.7,
}
"""Confidence by status: how often the stage was right when it said so, rounded, on news coded by hand."""


def judge_status(cues: StatusCues) -> Stage:
    """Make the stage that gives every trigger a verdict."""
    distant = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(cues.background)))})\b", re.IGNORECASE)

    def run(analysis: Analysis) -> Analysis:
        parse, triggers, times = made(analysis.parse), made(analysis.triggers), made(analysis.times)
        judge = Judge(parse, cues)
        verdicts = []
        telling_old = -1  # the region in which the last dated happening was historical
        for trigger, time in zip(triggers, times, strict=True):
            token = parse.tokens[trigger.head]
            reading = _as_refusal(judge.read(trigger.head), parse, trigger)
            reading = dated(reading, parse, token, time, analysis.document.filed)
            region = parse.sentence(token).region
            if reading.status is Status.ACTUAL and time is None:
                reading = _told_of_old(reading, parse, token) if telling_old == region else reading
                reading = _long_ago(reading, parse, token, distant, f"{cues.source}#background")
            elif time is not None:
                telling_old = region if reading.status is Status.HISTORICAL else -1
            verdicts.append(_verdict(reading, parse))
        return replace(analysis, verdicts=tuple(verdicts))

    return Stage(name="judge_status", reads=("document", "parse", "triggers", "times"), adds=("verdicts",), run=run)


def _as_refusal(reading: Reading, parse: Parse, trigger: Trigger) -> Reading:
    """A refusal told by a denial ("did not accede") happened: the "not" is part of what the trigger names."""
    if trigger.type != "REJECT" or reading.status is not Status.NEGATED or not reading.words:
        return reading
    inside = all(
        parse.tokens[i].start >= trigger.span.start and parse.tokens[i].end <= trigger.span.end for i in reading.words
    )
    return replace(reading, status=Status.ACTUAL, certainty=CERTAIN, rule=trigger.rule) if inside else reading


def dated(reading: Reading, parse: Parse, token: Token, time: Time | None, filed: date | None) -> Reading:
    """Let the event's time decide where the words do not: after filing it is to come, long before it is background."""
    if reading.status is not Status.ACTUAL or time is None or filed is None:
        return reading
    if time.start > filed:
        return replace(reading, status=Status.FUTURE, certainty=DOUBTED, rule="stages.judge_status#after_filing")
    if _ended(time, filed) < filed - BACKGROUND_AFTER and not _still_holds(parse, token):
        return replace(reading, status=Status.HISTORICAL, rule="stages.judge_status#long_before_filing")
    return reading


def _ended(time: Time, filed: date) -> date:
    """When an event was over: a long time that lies wholly before filing ("last year") is taken at its middle."""
    length = time.end - time.start
    return time.start + length / 2 if length > BACKGROUND_AFTER and time.end < filed - A_WEEK else time.end


def _still_holds(parse: Parse, token: Token) -> bool:
    """Whether the verb is in the present: "sanctions bar", "has been protesting since"."""
    if token.tag in ("VBZ", "VBP") and token.pos == "VERB":
        return parse.child(token, "nsubj", "nsubjpass") is not None and token.dep != "ROOT"
    auxiliaries = {a.lower for a in parse.children(token, "aux", "auxpass")}
    return token.tag == "VBG" and bool(auxiliaries & {"is", "are", "'s", "'re", "has", "have"})


def _told_of_old(reading: Reading, parse: Parse, token: Token) -> Reading:
    """Background without a date: a past perfect that goes on telling of what a date before it set long ago."""
    had = next((a for a in parse.children(token, "aux") if a.lower in ("had", "'d")), None)
    if had is None:
        return reading
    return replace(reading, status=Status.HISTORICAL, rule="stages.judge_status#past_perfect", words=(had.index,))


def _long_ago(reading: Reading, parse: Parse, token: Token, distant: re.Pattern[str], rule: str) -> Reading:
    """Background without a date: a phrase that sets the sentence long ago."""
    if reading.status is not Status.ACTUAL:
        return reading
    sentence = parse.tokens_of(parse.sentence(token))
    begin, end = sentence[0].start, sentence[-1].end
    match = distant.search(parse.text, begin, end)
    if match is None:
        return reading
    words = tuple(t.index for t in sentence if match.start() <= t.start < match.end())
    return replace(reading, status=Status.HISTORICAL, rule=rule, words=words)


def _verdict(reading: Reading, parse: Parse) -> Verdict:
    words = [parse.tokens[i] for i in reading.words]
    evidence = Evidence(
        field="status",
        span=parse.span_of(words) if words else None,
        stage="judge_status",
        rule=reading.rule,
        confidence=SURE[reading.status],
    )
    return Verdict(status=reading.status, certainty=reading.certainty, evidence=(evidence,))
