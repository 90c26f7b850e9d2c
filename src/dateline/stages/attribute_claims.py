"""Who says what: attributions, and through them the sources of each event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.reporting import ReportingCues
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.claim import Attribution, Source
from dateline.model.event import Trigger
from dateline.model.evidence import Evidence
from dateline.model.syntax import Parse
from dateline.text.claims.finding import Finding, find_attributions
from dateline.text.claims.scopes import is_passive
from dateline.text.claims.spans import spans
from dateline.text.claims.voices import Voice, Voices
from dateline.text.claims.vouching import aside, performed

STAGE = "attribute_claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """An attribution, how it was found, and who vouches for it, nearest first."""

    attribution: Attribution
    finding: Finding
    voices: tuple[Voice, ...]


def attribute_claims(cues: ReportingCues) -> Stage:
    """Make the stage that finds who vouches for what, from the cues of one language."""

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)
        paragraphs = [(region.span.start, region.span.end) for region in made(analysis.layout).readable]
        voices = Voices(
            parse, made(analysis.mentions), made(analysis.chains), documents=cues.documents, media=cues.media
        )
        found = [_claim(parse, finding, voices) for finding in find_attributions(parse, paragraphs, cues.table)]
        claims = [_chained(claim, found) for claim in found]
        vouched = [_vouched(parse, trigger, claims, voices) for trigger in made(analysis.triggers)]
        return replace(
            analysis,
            attributions=tuple(claim.attribution for claim in claims),
            sources=tuple(sources for sources, _ in vouched),
            asserted=tuple(asserted for _, asserted in vouched),
        )

    reads = ("document", "layout", "parse", "mentions", "chains", "triggers")
    return Stage(name=STAGE, reads=reads, adds=("attributions", "sources", "asserted"), run=run)


def _claim(parse: Parse, finding: Finding, voices: Voices) -> _Claim:
    cue, speaker = finding.hit.cue, finding.speaker
    verb = parse.tokens[finding.hit.head]
    heard: list[Voice | None] = []
    if speaker is not None:
        heard += [voices.of(speaker.head), voices.addressed(verb)]
    elif cue.stance == "reports" and is_passive(parse, verb):
        heard.append(voices.outlet)
    known = tuple(voice for voice in heard if voice is not None)
    attribution = Attribution(
        content=spans(parse.text, finding.pieces),
        source=None if speaker is None else parse.span(parse.tokens[speaker.first], parse.tokens[speaker.last - 1]),
        cue=parse.span(verb, parse.tokens[finding.cue[1] - 1]),
        speaker=known[0].span if known else None,
        stance=cue.stance,
        quoted=finding.spoken,
        vouches=finding.vouches,
        rule=cue.rule,
        confidence=finding.confidence,
    )
    return _Claim(attribution=attribution, finding=finding, voices=known)


def _chained(claim: _Claim, claims: Sequence[_Claim]) -> _Claim:
    """The claim with its chain: its own voices, then those of the claims around it, the nearest first."""
    cue = claim.attribution.cue
    around = [c for c in claims if c is not claim and cue is not None and c.attribution.holds(cue)]
    around.sort(key=lambda c: c.finding.size)
    chain: dict[str, Source] = {}
    for each in (claim, *around):
        for voice in each.voices:
            chain.setdefault(voice.key, Source(span=voice.span, name=voice.name))
    return replace(claim, attribution=replace(claim.attribution, chain=tuple(chain.values())))


def _vouched(
    parse: Parse, trigger: Trigger, claims: Sequence[_Claim], voices: Voices
) -> tuple[tuple[Source, ...], bool]:
    """Who vouches for a trigger, nearest first, and whether the reporter does.

    They are the speakers of every claim whose content it lies in. The reporter does where it lies in no content, or
    where the speaker does the deed with these very words.
    """
    around = [claim for claim in claims if _holds(parse, claim, trigger)]
    around.sort(key=lambda claim: claim.finding.size)
    own = {
        claim.voices[0].key
        for claim in around
        if claim.voices and performed(parse, trigger, claim.voices[0].key, voices, spoken=claim.finding.spoken)
    }
    found: dict[str, Source] = {}
    for claim in around:
        for voice in claim.voices:
            if claim.finding.vouches and voice.key not in found and voice.key not in own:
                found[voice.key] = _source(voice, claim.attribution)
    return tuple(found.values()), all(claim.voices and claim.voices[0].key in own for claim in around)


def _holds(parse: Parse, claim: _Claim, trigger: Trigger) -> bool:
    """Tell whether the trigger lies in the claim's content, and is neither its cue nor the reporter's aside."""
    attribution, finding = claim.attribution, claim.finding
    if attribution.cue is not None and attribution.cue.overlaps(trigger.span):
        return False
    if not any(start <= trigger.span.start and trigger.span.end <= end for start, end in finding.pieces):
        return False
    return finding.spoken or not aside(parse, trigger, finding.pieces)


def _source(voice: Voice, attribution: Attribution) -> Source:
    evidence = Evidence(
        field="sources",
        span=attribution.cue,
        stage=STAGE,
        rule=attribution.rule,
        confidence=attribution.confidence,
    )
    return Source(span=voice.span, name=voice.name, evidence=(evidence,))
