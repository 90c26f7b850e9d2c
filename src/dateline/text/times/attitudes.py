"""Verbs that look at a happening from another day: condemning it, investigating it, remembering it."""

ATTITUDES = frozenset(
    "accuse add allege appear ask attribute avoid await back believe blame call charge cite claim commemorate "
    "compare condemn confirm consider convict criticise criticize defend demand denounce deny deplore describe "
    "discuss dismiss end examine expect face fear fight honor honour investigate jail justify know link mark "
    "mention mourn need note oppose plan praise prevent probe promise propose prosecute protest recall regret "
    "reject remain remember report review say seek seem sentence stop study sue support suspect tell think "
    "threaten urge want warn welcome".split()
)
"""Verbs whose time is not that of the happening that is their subject or object ("condemned the attack on Friday")."""
