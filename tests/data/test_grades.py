"""Grades on the six classes of a colour scale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.catalogue import FOLDER, IndicatorError, catalogue, read_indicator
from data.grades import edges_between
from data.measures import spread_bands


@pytest.mark.parametrize(
    ("grades", "classes"),
    [
        ((1, 2, 3, 4), ["s1", "s3", "s4", "s6"]),
        ((1, 2, 3, 4, 5), ["s1", "s2", "s3", "s5", "s6"]),
        ((1,), ["s4"]),
        ((1, 2, 3, 4, 5, 6), ["s1", "s2", "s3", "s4", "s5", "s6"]),
    ],
)
def test_each_grade_has_a_class_of_its_own_far_from_the_others(grades: tuple[int, ...], classes: list[str]) -> None:
    assert spread_bands(np.array(grades, float), edges_between(grades)).tolist() == classes


@pytest.mark.parametrize("grades", [(1, 3), (2, 1), (1, 2, 3, 4, 5, 6, 7)])
def test_grades_that_do_not_follow_one_another_are_refused(grades: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="follow one another"):
        edges_between(grades)


def test_a_grade_without_names_is_refused_by_name(tmp_path: Path) -> None:
    text = (FOLDER / "cqc-overall.yaml").read_text("utf-8").replace("names:", "name:")
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    with pytest.raises(IndicatorError, match=r"mine\.yaml: missing keys \['names'\], unknown keys \['name'\]"):
        read_indicator(tmp_path / "mine.yaml")


def test_the_words_of_an_indicator_are_texts_whatever_stands_in_them() -> None:
    for indicator in catalogue().values():
        told = [*indicator.caveats, *indicator.change_log, *indicator.what_to_do.values(), *indicator.names.values()]
        assert all(isinstance(text, str) for text in told), indicator.slug
