"""A score -> its JSON form; rates are fractions, intervals ``[low, high]`` or ``null``."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer.pick import SURE
from bot.evaluation.confidence import (
    Bin,
    Point,
    Sureness,
    calibration,
    calibration_error,
    curve,
)
from bot.evaluation.observations import ObservationScore
from bot.evaluation.questions import QuestionScore
from bot.evaluation.reading import Group, by_rule, by_tenth
from bot.evaluation.report.figures import fault_groups
from bot.evaluation.runner import Evaluation
from bot.evaluation.tally import RESAMPLES, SEED, Interval, Measure, Tally
from bot.render.forms import Form


def evaluation_form(evaluation: Evaluation) -> Form:
    """Write a score, and what is wrong sorted by kind, the commonest first."""
    form: Form = {"name": evaluation.name, "part": evaluation.part}
    if evaluation.observations:
        form["observations"] = _observations_form(evaluation.observations)
    if evaluation.questions:
        form["questions"] = _questions_form(evaluation.questions)
    form["bootstrap"] = {"over": "articles", "resamples": RESAMPLES, "seed": SEED}
    form["refused"] = [{"article": name, "reason": why} for name, why in evaluation.refused]
    form["faults"] = [
        {
            "sort": fault.sort,
            "where": fault.where,
            "sentence": fault.sentence,
            "about": fault.about or None,
            "expected": fault.wanted or None,
            "got": fault.given or None,
            "rule": fault.rule or None,
        }
        for group in fault_groups(evaluation)
        for fault in group.faults
    ]
    return form


def _observations_form(score: ObservationScore) -> Form:
    return {
        "gold": score.wanted,
        "predicted": score.given,
        "value": _measure_form(score.value),
        "strict": _measure_form(score.strict),
        "fields": {name: _tally_form(tally) for name, tally in score.fields.items()},
        "citation": _tally_form(score.citations),
        "verbatim": _tally_form(score.verbatim),
        "rules": {name: _group_form(group) for name, group in by_rule(score.readings).items()},
        "confidence": [
            {"from": tenth / 10, "to": (tenth + 1) / 10, "mean": round(group.mean_confidence, 4)}
            | _group_form(group)
            for tenth, group in by_tenth(score.readings).items()
        ],
    }


def _questions_form(score: QuestionScore) -> Form:
    return {
        "conversations": _tally_form(score.conversations),
        "precision": _tally_form(score.numbers),
        "coverage": _tally_form(score.answerable),
        "refused": _tally_form(score.refused),
        "invented": score.invented,
        "confidence": _sureness_form(score.turns),
        "tags": {tag: _tally_form(tally) for tag, tally in sorted(score.tags.items())},
    }


def _sureness_form(turns: Sequence[Sureness]) -> Form:
    error = calibration_error(turns)
    return {
        "threshold": SURE,
        "curve": [_point_form(point) for point in curve(turns)],
        "calibration_error": None if error is None else round(error, 4),
        "calibration": [_bin_form(one) for one in calibration(turns)],
    }


def _point_form(point: Point) -> Form:
    wrong = _tally_form(point.risk)
    wrong["wrong"] = wrong.pop("right")
    return {
        "threshold": point.threshold,
        "risk": wrong,
        "coverage": _tally_form(point.coverage),
    }


def _bin_form(one: Bin) -> Form:
    bounds = {"from": one.tenth / 10, "to": (one.tenth + 1) / 10}
    return bounds | {"mean": round(one.mean_chance, 4)} | _tally_form(one.right)


def _measure_form(measured: Measure) -> Form:
    return {
        "precision": round(measured.precision, 4),
        "recall": round(measured.recall, 4),
        "f1": round(measured.f1, 4),
        "interval": _interval_form(measured.interval),
    }


def _group_form(group: Group) -> Form:
    return {"value": _tally_form(group.found), "strict": _tally_form(group.strict)}


def _tally_form(tally: Tally) -> Form:
    return {
        "right": tally.right,
        "of": tally.of,
        "rate": round(tally.rate, 4),
        "interval": _interval_form(tally.interval),
    }


def _interval_form(interval: Interval | None) -> list[float] | None:
    return [round(bound, 4) for bound in interval] if interval else None
