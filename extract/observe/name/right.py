"""What stands behind a number, up to what is said of the next one.

``right_of`` gives it; ``is_denominator`` tells whether it is the whole that a share is of.
"""

from __future__ import annotations

import re

from extract.observe.cue import DENOMINATOR
from extract.observe.frame import Reading, Site
from extract.observe.mask import QUANTITY

_NEXT_VERB = re.compile(r"\svà\s[^\W\d_]+(?:\s[^\W\d_]+)?\s$")


def right_of(reading: Reading, site: Site) -> str:
    """Give what stands behind a number, subjects in words, without the verb of the next number."""
    right, end = reading.named(site.right), site.right.end
    leads_on = end < site.sentence.end and reading.masked.named[end] == QUANTITY
    return without_next_verb(right) if leads_on else right


def without_next_verb(right: str) -> str:
    """Cut from words that a number follows what is done with it: "về cơ sở và lập (1.038 tổ)"."""
    return _NEXT_VERB.sub("", right)


def is_denominator(right: str) -> bool:
    """Whether the words behind a percentage say of what it is a part."""
    return DENOMINATOR.match(right.strip()) is not None
