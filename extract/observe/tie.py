"""The mentions in one passage, tied into observations.

``tie_passage`` is the entry point. A sentence is read number by number, from left to
right. Each number is given a role (a value, a change of the value before, something the
value is compared with, a share of the count before); a value takes its name from the
words around it and, where it has none of its own, from the frame: what the sentence has
been speaking of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import Span
from extract.observe import owner
from extract.observe.account import Account, settle
from extract.observe.bare_unit import settle_units, with_unit_of_whole
from extract.observe.clause import find_sentences
from extract.observe.compare.change import read_change, read_listed_change
from extract.observe.compare.comparison import read_baseline, read_listed_level
from extract.observe.compare.derive import settle_differences
from extract.observe.compare.former_rank import link_ranks
from extract.observe.compare.growth import take_growth
from extract.observe.compare.origin import link_times, link_to_origin, name_of_origin
from extract.observe.compare.ranked_by import take_ranked_topic
from extract.observe.compare.ranking import find_ranked, read_rank
from extract.observe.compare.rate import take_own_rates
from extract.observe.compare.role import is_change
from extract.observe.compare.share import take_fractions
from extract.observe.distribute import find_change_runs, find_dated_runs, find_runs
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import Draft, Fate, Frame, Name, Reading, Rule, Site
from extract.observe.mask import Masked, within
from extract.observe.name import naming, plain
from extract.observe.name.choice import choose
from extract.observe.name.headed import headed
from extract.observe.name.passing import GROUP_NOUN
from extract.observe.name.ratio import completed
from extract.observe.name.topic import take_topic
from extract.observe.office import read_headline_office
from extract.observe.passing import is_limit, is_only_time
from extract.observe.scene import Scene
from extract.observe.several import Owner, share_out
from extract.observe.sites import find_sites

# How often the names of a distributing list are handed out right.
_SURE_OF_LISTED = 0.8
_PREDICATE = re.compile(r"\s(?:được|có|đã|đạt|sử dụng|biết|đều)\s.*$")
_HEAD = re.compile(r"^(?:tỷ lệ|số)\s")


def open_frame(title: Masked, scene: Scene) -> Frame:
    """Begin with what the headline speaks of."""
    reading = Reading(title, scene, Frame(), planned=False)
    take_topic(reading, Span(0, len(title.text)))
    reading.frame.title = reading.frame.topic
    reading.frame.about = read_headline_office(title) or scene.house
    return reading.frame


def tie_passage(
    masked: Masked, scene: Scene, frame: Frame, *, planned: bool
) -> tuple[Account, Frame]:
    """Tie the numbers of one passage.

    Args:
        masked: The passage with its mentions.
        scene: What holds for the article.
        frame: What the passages before have spoken of.
        planned: Whether the passage stands under a plan's heading.

    Returns:
        What became of each of its numbers, and the frame behind the passage.
    """
    reading = Reading(masked, scene, frame, planned)
    for sentence in find_sentences(masked.text):
        _read_sentence(reading, sentence)
    return settle(reading), reading.frame


def _read_sentence(reading: Reading, sentence: Span) -> None:
    owner.begin_sentence(reading, sentence)
    sites = find_sites(reading.masked, sentence)
    reading.sites.extend(sites)
    owners, runs = find_runs(reading, sites), find_change_runs(reading, sites)
    ranked, dated = find_ranked(reading, sites), find_dated_runs(reading, sites)
    reading.prior, reading.first = reading.first, len(reading.drafts)
    cursor = sentence.start
    for index, site in enumerate(sites):
        owner.meet(reading, Span(cursor, site.quantity.span.start))
        site = with_unit_of_whole(reading, site)
        if not index:
            reading.frame.leading = reading.frame.place
            reading.frame.leading_subject = reading.frame.subject
        following = sites[index + 1] if index + 1 < len(sites) else None
        reading.frame.waiting = ranked.ranks.get(index, reading.frame.waiting)
        if index in ranked.spent:
            reading.note(site, Fate.RANK)
        elif index in runs:
            lead, before = runs[index]
            known = before <= len(reading.drafts) - reading.first
            _read_listed(reading, site, lead, reading.drafts[-before] if known else None)
        else:
            count = len(reading.drafts)
            _read_site(reading, site, following, owners.get(index))
            for draft in reading.drafts[count:]:
                draft.period = dated.get(index, draft.period)
        cursor = site.quantity.span.end
    if not sites:
        owner.meet(reading, sentence)
        take_topic(reading, sentence)
    settle_units(reading, sentence)
    _share_predicate(reading.drafts[reading.first :], sites)
    settle_differences(reading)
    link_times(reading)
    link_ranks(reading)
    take_own_rates(reading)
    take_fractions(reading)
    owner.end_sentence(reading, sentence)


def _read_listed(reading: Reading, site: Site, lead: Site, value: Draft | None) -> None:
    """Give a value what a distributing list says of it: its change, or what it is compared with."""
    if is_change(reading, lead):
        reading.note(site, Fate.LONE_CHANGE if value is None else Fate.CHANGE)
        if value is not None:
            read_listed_change(reading, site, lead, value)
    else:
        reading.note(site, Fate.LEVEL)
        if value is not None:
            read_listed_level(reading, site, lead, value)


def _read_site(
    reading: Reading, site: Site, following: Site | None, owned: tuple[Owner, str] | None
) -> None:
    if site.rank is not None:
        read_rank(reading, site, following)
        reading.note(site, Fate.RANK)
    elif read_change(reading, site):
        said_of, end = reading.frame.changed or (None, 0)
        is_given = said_of is not None and end == site.quantity.span.end
        reading.note(site, Fate.CHANGE if is_given else Fate.LONE_CHANGE)
    elif read_baseline(reading, site):
        reading.note(site, Fate.LEVEL)
    else:
        _read_value(reading, site, owned)


def _read_value(reading: Reading, site: Site, owned: tuple[Owner, str] | None) -> None:
    if is_only_time(reading, site) or is_limit(reading, site):
        reading.note(site, Fate.IDLE)
        return
    name = choose(reading, site)
    if name is None:
        ranked = take_ranked_topic(reading, site)
        name = choose(reading, site) if ranked else name_of_origin(reading, site)
    if owned is not None and owned[1]:
        name = Name(owned[1], Rule.LISTED, confidence=_SURE_OF_LISTED)
    if name is None or not name.words:
        return
    words, rule = headed(reading, site, completed(reading, site, name.words)), name.rule
    if not site.quantity.unit:
        names = reading.frame.names
        listed = name.unit or plain.unit_of(site.quantity, words) or plain.ratio_of(words, names)
        if not listed and site.quantity.value < 1 and "điểm" in names:
            listed = "điểm"
        site = replace(site, quantity=replace(site.quantity, unit=listed))
    topic = naming.tidy(_HEAD.sub("", words))
    places_counted = GROUP_NOUN.match(site.quantity.unit) or GROUP_NOUN.match(topic)
    if places_counted or (rule is Rule.BARE_COUNT and len(site.quantity.unit.split()) <= 2):
        topic = ""
    shared = () if owned else share_out(reading, site)
    owners = [owned[0]] if owned else [(place, None) for place in shared]
    main = reading.frame.main
    for place, subject in owners or [(None, None)]:
        draft = begin_draft(reading, site, words, rule, name.confidence)
        if rule == Rule.SHARE_OF_NOUN:
            draft.subject = _subject_behind(reading, site) or (
                None if main is not None and main.rule == Rule.SHARE_OF_NOUN else draft.subject
            )
        if rule is Rule.COUNT_OF_NOUN_BEFORE and draft.subject and draft.subject in words:
            draft.subject = None
        if rule == Rule.SHARE_OF_COUNT and main is not None:
            draft.fraction = draft.fraction or main.fraction
        draft.place = place or draft.place
        draft.subject = subject or (None if place else draft.subject)
        link_to_origin(reading, site, draft)
        take_growth(reading, site, draft)
        keep(reading, draft, topic)


def _subject_behind(reading: Reading, site: Site) -> str | None:
    """The level named in the noun behind a share: "95% cán bộ cấp huyện"."""
    for subject in within(reading.masked.subjects, site.right):
        before = reading.masked.text[site.right.start - 1 : subject.span.start]
        if subject.name.lower().startswith("cấp") and not before.rstrip().endswith("từ"):
            return subject.name
    return None


def _share_predicate(drafts: list[Draft], sites: list[Site]) -> None:
    """ "100% cán bộ cấp tỉnh, 95% ... và 80% ... được trang bị máy tính": one verb for all."""
    run = [draft for draft in drafts if draft.rule == Rule.SHARE_OF_NOUN]
    if len(run) < 2 or len(run) != len([site for site in sites if site.quantity.unit == "%"]):
        return
    match = _PREDICATE.search(run[-1].name)
    if match is None:
        return
    for draft in run[:-1]:
        if not _PREDICATE.search(draft.name):
            draft.name += match[0]
