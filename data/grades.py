"""Grades: figures whose numbers stand for words, such as the ratings of an inspectorate."""

from __future__ import annotations

#: What the Care Quality Commission rates a provider on, the whole first.
CQC_DOMAINS: dict[str, str] = {
    "all": "Overall",
    "safe": "Safe",
    "effective": "Effective",
    "caring": "Caring",
    "responsive": "Responsive",
    "well-led": "Well led",
}
_CLASSES = 6


def edges_between(grades: tuple[int, ...]) -> tuple[float, ...]:
    """Spread grades over the six classes of a colour scale, as far from one another as they go.

    Parameters
    ----------
    grades
        Whole numbers that follow one another, ascending; at most six.

    Returns
    -------
    The five breaks between the classes; breaks that fall together leave the class between them empty.

    Raises
    ------
    ValueError
        If the grades do not follow one another, or are more than six.
    """
    if grades != tuple(range(grades[0], grades[0] + len(grades))) or len(grades) > _CLASSES:
        raise ValueError(f"grades must be up to six whole numbers that follow one another, not {list(grades)}")
    steps = len(grades) - 1
    classes = [round(at * (_CLASSES - 1) / steps) for at in range(len(grades))] if steps else [_CLASSES // 2]
    below = [sum(1 for one in classes if one <= at) for at in range(_CLASSES - 1)]
    return tuple(grades[0] - 0.5 + number for number in below)
