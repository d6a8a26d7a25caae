"""The rule by which a proposal names its number.

``rule_of`` is the entry point.
"""

from __future__ import annotations

from extract.observe.frame import Name, Rule
from extract.observe.name.proposal import Proposal
from extract.observe.name.sort import COUNTED


def rule_of(proposal: Proposal, ruled: Name | None, sort: str) -> Rule:
    """Give the rule by which a proposal names its number, the plainest where several do."""
    sources = proposal.sources
    if "B" in sources and ruled is not None:
        return ruled.rule
    counted = sort in COUNTED
    if sources & {"R"}:
        if sort == "pct":
            return Rule.SHARE_OF_NOUN
        return Rule.COUNT_OF_NOUN if counted else Rule.NAME_BEHIND
    if sources & {"L"}:
        return Rule.COUNT_WITH_VERB if counted else Rule.NAME_BEFORE
    if "P" in sources:
        return Rule.SHARE_OF_PLAN
    if sources & {"D", "C", "V", "T", "H", "X", "N", "F"}:
        return Rule.INHERITED
    for source, rule in _OTHER_RULES.items():
        if source in sources:
            return rule
    return Rule.BARE_COUNT


_OTHER_RULES = {
    "S": Rule.NAME_EARLIER,
    "LR": Rule.NAME_AROUND,
    "DL": Rule.INHERITED_FOR_ITEM,
    "DR": Rule.INHERITED_FOR_NOUN,
}
