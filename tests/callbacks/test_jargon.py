"""A word of the trade stands on a page only together with what it means."""

from __future__ import annotations

import re

import pytest
from lxml import html

#: Each word of the trade, and words of which one must stand on the same page: what it means, in plain English.
GLOSSES = {
    r"percentiles?": r"9[25] in 100 waited less|92 or 95 in 100",
    r"(?<!care )pathways?": r"one course of treatment",
    r"incomplete": r"“Incomplete” is still waiting",
    r"suppressed": r"Hidden: a small number",
    r"confidence intervals?|95\s% intervals?|intervals? overlap": r"likely ranges?|how sure (each|the figure) is|the range in which",
    r"over-?dispersion|overdispersed": r"more than chance",
    r"funnel limits": r"how far chance alone goes",
    r"process limits|control limits": r"how far the figure (mostly|usually) moves",
    r"XmR": r"hardly any month would lie|would lie as long as|lie as long as nothing has really changed",
    r"medians?": r"half (have )?waited less|[Hh]alf of them waited less|\(median\)|middle wait",
    r"SHMI": r"deaths beside expected deaths|Summary Hospital-level Mortality Indicator",
    r"CQC": r"Care Quality Commission|by inspectors \(CQC\)",
    r"PLACE": r"inspections (led )?by patients|led by patients \(PLACE|inspections of wards \(PLACE\)",
    r"PEAT": r"inspections \(PEAT|Patient Environment Action Team",
    r"ERIC": r"Estates Returns Information Collection",
    r"RTT": r"[Rr]eferral to treatment",
    r"MSOAs?": r"[Nn]eighbourhoods? \(MSOA\)",
    r"ICBs?": r"[Ii]ntegrated care board",
    r"[Ii]ntegrated care boards?": r"pays? for|plans the NHS",
    r"FTE|WTE": r"full-time equivalent",
    r"(full|whole)-time equivalents?": r"[Pp]art-time hours|divided by those of a full-time post",
    r"headcount": r"counts each person once|how many people",
    r"census(es)?": r"who is in post|[Ee]ach census as a table",
    r"denominators?|numerators?": r"divided by",
    r"[Ss]tandardised for age|age-standardised": r"same mix of ages|places with many old people",
    r"PALS": r"patient advice and liaison service",
    r"QOF": r"Quality and Outcomes Framework",
    r"MHCLG": r"Ministry of Housing",
    r"ONS": r"Office for National Statistics",
    r"OHID": r"Office for Health Improvement and Disparities",
    r"ODS": r"Organisation Data Service",
    r"PM2\.5": r"fine particles",
    r"slope index": r"the gap in",
}  # fmt: skip

PAGES = (
    "/", "/?indicator=ae-4-hour", "/?place=RH5", "/?indicator=rtt-92nd-percentile", "/?indicator=rtt-admitted-median-wait",
    "/?indicator=adult-obesity&place=E06000066", "/?indicator=healthy-life-expectancy-male&place=E06000066",
    "/?indicator=staff-clinical-change", "/?indicator=staff-clinical&place=RH5", "/?indicator=announced-cuts",
    "/place/RH5", "/place/E06000066", "/place/W06000015", "/place/R1D", "/place/E54000038",
    "/compare?places=RH5,RA4", "/compare?places=E06000066,E06000052", "/near?q=TA1", "/find?q=Taunton",
    "/sheet/RH5", "/sheet/E06000066", "/report", "/changes", "/ledger", "/ledger/letter", "/sources",
    "/about", "/privacy", "/accessibility", "/help", "/help/choosing", "/help/volunteers", "/help/scrutiny", "/help/editors",
    *(f"/indicator/{slug}" for slug in (
        "rtt-92nd-percentile", "rtt-admitted-95th-percentile", "rtt-median-wait", "shmi", "imd", "preventable-mortality",
        "staff-clinical", "staff-all-change", "pm25", "cqc-overall", "depression", "place-pilot-2012", "peat-food",
        "healthy-life-expectancy-male", "inequality-in-life-expectancy-male", "life-satisfaction", "larc",
    )),
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_word_of_the_trade_stands_with_what_it_means(client, address):
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    shown = read(answer.data)
    assert {word for word, gloss in GLOSSES.items() if found(word, shown) and not re.search(gloss, shown)} == set()


def found(word: str, shown: str) -> bool:
    return re.search(rf"(?<!\w)(?:{word})(?!\w)", shown) is not None


def read(page: bytes) -> str:
    """Give what is read on a page; the words of an unopened list of choices count as well."""
    tree = html.fromstring(page)
    for part in tree.xpath("//script | //style | //head"):
        part.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())
