"""Mentions to chains: which of them stand for one referent, and why."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.names import NameBook
from dateline.knowledge.pronouns import PronounWeights, load_pronoun_weights
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.mention import Chain, Mention, MentionKind
from dateline.model.syntax import Parse
from dateline.text.people.antecedents import Search, candidates, features, impersonal, score, search
from dateline.text.people.asides import link_asides
from dateline.text.people.clusters import Clusters
from dateline.text.people.descriptions import Descriptions, folk
from dateline.text.people.introductions import link_introductions
from dateline.text.people.naming import link_names
from dateline.text.people.profiles import THING, Profile, profile
from dateline.text.people.speakers import link_speakers

Watch = Callable[[Search, Sequence[Profile], Sequence[Sequence[str]], Sequence[float]], None]
"""Sees a pronoun's surroundings, its candidates, their features and their scores."""

_THIRD = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves themself".split()
)


def link_mentions(names: NameBook, *, weights: PronounWeights | None = None) -> Stage:
    """Make the stage that joins mentions into chains.

    Args:
        names: tells the gender and kind of names and nouns.
        weights: how antecedents are weighed (default: the shipped ones).
    """
    weighed = load_pronoun_weights() if weights is None else weights

    def run(analysis: Analysis) -> Analysis:
        parse, mentions = made(analysis.parse), made(analysis.mentions)
        clusters = link(parse, mentions, names, weighed)
        return replace(analysis, chains=tuple(_chains(mentions, clusters)))

    return Stage(name="link_mentions", reads=("parse", "mentions"), adds=("chains",), run=run)


def link(
    parse: Parse, mentions: Sequence[Mention], names: NameBook, weights: PronounWeights, watch: Watch | None = None
) -> Clusters:
    """Join the mentions of one report into clusters: names, asides, then from left to right descriptions and pronouns.

    `watch` sees every choice of an antecedent when it is made (training and measuring look in there).
    """
    clusters = Clusters([profile(parse, m, names) for m in mentions])
    link_names(parse, mentions, clusters, names.variants, names.places)
    link_asides(parse, clusters)
    link_introductions(parse, clusters, names.broader)
    chooser = Chooser(parse=parse, clusters=clusters, weights=weights, speaking=names.speaking, watch=watch)
    descriptions = Descriptions(parse, clusters, names)
    for p in clusters.profiles:
        if p.kind is MentionKind.NOMINAL and len(clusters.of(p.index).members) == 1:
            found = descriptions.find(p)
            if found is not None:
                clusters.join(found[0], p.index, found[1])
            elif folk(p):
                chooser.take_up(p)
        elif p.kind is MentionKind.PRONOUN and p.form in _THIRD:
            chooser.take_up(p)
        descriptions.note(p)
    link_speakers(parse, clusters, names.speaking)
    return clusters


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Chooses antecedents in one report. `watch` sees every choice when it is made."""

    parse: Parse
    clusters: Clusters
    weights: PronounWeights
    speaking: Container[str]
    watch: Watch | None = None

    def take_up(self, p: Profile) -> None:
        """Join a pronoun, or a description that says no more than one, with its antecedent."""
        chosen = self.antecedent(p)
        if chosen is not None:
            reason = "pronoun" if p.kind is MentionKind.PRONOUN else "like a pronoun"
            self.clusters.join(chosen.index, p.index, reason)

    def antecedent(self, pronoun: Profile) -> Profile | None:
        """The mention that a pronoun takes up, or None where nothing fits well."""
        if impersonal(self.parse, pronoun):
            return None
        table = self.weights.others if pronoun.genders & THING else self.weights.persons
        looked = search(self.parse, self.clusters, pronoun, self.speaking)
        found = candidates(looked)
        seen = [features(looked, other, rank) for rank, other in enumerate(found)]
        scores = [score(names, table) for names in seen]
        if self.watch is not None:
            self.watch(looked, found, seen, scores)
        best = max(scores, default=self.weights.threshold)
        return found[scores.index(best)] if best > self.weights.threshold else None


def _chains(mentions: Sequence[Mention], clusters: Clusters) -> list[Chain]:
    found: list[Chain] = []
    for members in clusters.chains():
        best = best_mention(mentions, members)
        if best is not None:
            reasons = tuple(clusters.reasons.get(m, "first") for m in members[1:])
            found.append(Chain(index=len(found), mentions=tuple(members), best=best, reasons=reasons))
    return found


def best_mention(mentions: Sequence[Mention], members: Sequence[int]) -> int | None:
    """The fullest name among `members`, else the fullest description, else None; the earlier wins."""
    best: tuple[int, int, int, int] | None = None
    for i in members:
        mention = mentions[i]
        if mention.kind is MentionKind.PRONOUN:
            continue
        name = mention.name
        words = name.text.count(" ") + 1 if name is not None else mention.last - mention.first
        typed = 1 if mention.label else 0
        key = (name is not None, words, typed, -i)
        if best is None or key > best:
            best = key
    return None if best is None else -best[3]
