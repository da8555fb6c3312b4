"""Verdicts as rows for programs, with every number they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from data.judge.history import History
from data.judge.peers import FAR, NEAR, Funnel
from data.judge.verdicts import Judged
from data.store import Snapshot
from layouts import judgement


def judgement_answer(snapshot: Snapshot, judged: Judged, codes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Write the verdicts on all places, or on some, with funnel, limits and points; null where nothing can be told.

    `special_cause` of a point is true where a rule flags it; `rules` names those that do. `gap_to_england` is the same
    chart of the distance from England.
    """
    standard = judged.indicator.standard(judged.periods[-1])
    goal = standard.value if standard else None
    known = {code: at for at, code in enumerate(judged.places)}
    wanted = [known[code] for code in codes if code in known] if codes else range(len(judged.places))
    limits = _limits(judged.funnel) if judged.funnel is not None else {}
    rows = []
    for at in wanted:
        if not judged.history.points[at]:
            continue
        told = judgement.verdict(judged, at, goal)
        rows.append(
            {
                "place": judged.places[at],
                "name": snapshot.places[judged.places[at]].name if judged.places[at] in snapshot.places else "",
                "verdict": judgement.code(told),
                "sentence": judgement.sentence(told),
                "history": _history(judged.history, judged.periods, at)
                | {"variation": judgement.variation(told), "assurance": told.assurance or None},
                "gap_to_england": _history(judged.against_england, judged.periods, at)
                if judged.against_england is not None
                else None,
                "peers": {name: _number(numbers[at]) for name, numbers in limits.items()} if limits else None,
            }
        )
    return {
        "indicator": judged.indicator.slug,
        "period": judged.periods[-1],
        "funnel": _funnel(judged.funnel) if judged.funnel is not None else None,
        "rows": rows,
    }


def _funnel(funnel: Funnel) -> dict[str, Any]:
    return {
        "pooled": _number(funnel.pooled),
        "phi": _number(funnel.phi),
        "tau2": _number(funnel.tau2),
        "n": funnel.n,
    }


def _limits(funnel: Funnel) -> dict[str, np.ndarray]:
    near, far = funnel.limits(NEAR, funnel.denominator), funnel.limits(FAR, funnel.denominator)
    plain_near = funnel.limits(NEAR, funnel.denominator, adjusted=False)
    plain_far = funnel.limits(FAR, funnel.denominator, adjusted=False)
    return {
        "denominator": funnel.denominator,
        "z_adjusted": funnel.z_adjusted,
        "z_unadjusted": funnel.z_unadjusted,
        "lower_95": near[0],
        "upper_95": near[1],
        "lower_99_8": far[0],
        "upper_99_8": far[1],
        "lower_95_unadjusted": plain_near[0],
        "upper_95_unadjusted": plain_near[1],
        "lower_99_8_unadjusted": plain_far[0],
        "upper_99_8_unadjusted": plain_far[1],
    }


def _history(chart: History, periods: tuple[str, ...], at: int) -> dict[str, Any]:
    return {
        "mean": _number(chart.mean[at]),
        "lower": _number(chart.lower[at]),
        "upper": _number(chart.upper[at]),
        "points": [
            {
                "period": period,
                "value": _number(chart.values[when, at]),
                "special_cause": bool(chart.special[when, at]),
                "rules": list(chart.flagged_by(when, at)),
            }
            for when, period in enumerate(periods)
            if not np.isnan(chart.values[when, at])
        ],
    }


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


_PLACE = ("place", "name", "period", "split")
_LEVELS = ("mean", "lower", "upper")
_PEERS = (
    "denominator", "z_adjusted", "z_unadjusted", "lower_95", "upper_95", "lower_99_8", "upper_99_8",
    "lower_95_unadjusted", "upper_95_unadjusted", "lower_99_8_unadjusted", "upper_99_8_unadjusted",
)  # fmt: skip


def _point_rows(answer: dict[str, Any], split: str) -> Iterator[dict[str, Any]]:
    for row in answer["rows"]:
        levels = {name: row["history"][name] for name in _LEVELS}
        for point in row["history"]["points"]:
            told = {"special_cause": str(point["special_cause"]).lower(), "rules": " ".join(point["rules"])}
            place = {"place": row["place"], "name": row["name"], "split": split}
            yield place | {"period": point["period"], "value": point["value"]} | levels | told


def _verdict_rows(answer: dict[str, Any], split: str) -> Iterator[dict[str, Any]]:
    for row in answer["rows"]:
        history = row["history"]
        yield {
            "place": row["place"], "name": row["name"], "split": split, "period": answer["period"],
            "value": history["points"][-1]["value"], "verdict": row["verdict"], "sentence": row["sentence"],
            **{name: history[name] for name in (*_LEVELS, "variation", "assurance")},
            **(row["peers"] or dict.fromkeys(_PEERS)),
        }  # fmt: skip


#: The rows that the charts are drawn from: their columns, and how they are written out of an answer.
ROWS: dict[str, tuple[tuple[str, ...], Callable[[dict[str, Any], str], Iterator[dict[str, Any]]]]] = {
    "points": ((*_PLACE, "value", *_LEVELS, "special_cause", "rules"), _point_rows),
    "verdicts": (
        (*_PLACE, "value", "verdict", "sentence", *_LEVELS, "variation", "assurance", *_PEERS), _verdict_rows
    ),
}  # fmt: skip
