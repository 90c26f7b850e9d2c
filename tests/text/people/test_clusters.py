"""What joining two clusters leaves open: a pronoun read wrongly must not shut out the right one for good."""

import pytest

from dateline.model.mention import MentionKind
from dateline.text.people.clusters import Clusters
from dateline.text.people.profiles import ANY, FEMALE, MALE, ONE, PERSON, Profile


def profile(index: int, kind: MentionKind, genders: int, *, lean: int = 0) -> Profile:
    return Profile(
        index=index,
        head=index,
        first=index,
        last=index + 1,
        sentence=0,
        region=0,
        kind=kind,
        form="x",
        label="PERSON" if kind is MentionKind.NAME else "",
        role="subject",
        verb=0,
        genders=genders,
        numbers=ONE,
        key=("marta",) if kind is MentionKind.NAME else (),
        lean=lean,
    )


@pytest.mark.parametrize(
    ("lean", "pronouns", "open_to"),
    [
        (FEMALE, (MALE, MALE), PERSON),  # "Marta … he … he": the name says otherwise, so "she" stays possible
        (FEMALE, (FEMALE, FEMALE), FEMALE),
        (0, (MALE,), PERSON),
        (0, (MALE, MALE), MALE),
    ],
)
def test_pronouns_that_the_given_name_speaks_against_leave_the_gender_open(
    lean: int, pronouns: tuple[int, ...], open_to: int
) -> None:
    name = profile(0, MentionKind.NAME, PERSON, lean=lean)
    said = [profile(k, MentionKind.PRONOUN, gender) for k, gender in enumerate(pronouns, 1)]
    clusters = Clusters([name, *said])
    for k in range(1, len(pronouns) + 1):
        clusters.join(0, k, "pronoun")
    assert clusters.of(0).genders == open_to


def test_a_title_closes_the_gender_whatever_was_said() -> None:
    known = profile(0, MentionKind.NAME, FEMALE)
    known.known = True
    clusters = Clusters([known, profile(1, MentionKind.NOMINAL, ANY)])
    clusters.join(0, 1, "apposition")
    assert clusters.of(0).genders == FEMALE
