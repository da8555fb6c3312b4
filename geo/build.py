"""Building the ground: raw outlines and shares in, what is drawn and served out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio.raw
import shapely

from data.errors import Refused
from data.sources import card
from data.sources.organisations.find import find_file
from data.sources.organisations.hospitals import main_sites, placed_estates, read_estates, read_hospitals
from data.sources.organisations.parse import read_head_offices, tables
from data.sources.organisations.successions import Lineage
from data.tables import TAKE_AGAIN, read_columns
from geo import coverage
from geo.admissions import bridges, count_residents, read_council_successions
from geo.boundaries import Areas, read_administrative, served
from geo.catchments import FIRST_MONTH, Neighbourhoods, summarise, vintages, winners
from geo.layers import draw, draw_catchments, draw_inset, draw_points
from geo.projection import to_grid
from geo.towns import choose_towns
from geo.wales import WALES, draw_wales

CATCHMENT_DETAIL = 60.0
"""Metres: neighbourhoods' borders are simplified so far, together, before any vintage is joined from them."""
ENGLAND = "E92000001"


def build_ground(folders: list[Path], out: Path) -> list[Path]:
    """Write every outline and drawing of the snapshot.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie, at any depth.
    out : Path
        Folder to write layers, boundaries, catchments, towns, the bridge between councils and trusts, residents
        and successions of councils (Parquet) into.

    Returns
    -------
    list of Path
        The raw files used.

    Raises
    ------
    Refused
        When a raw file is missing or damaged.
    BrokenCoverage
        When the outlines cannot be made to meet.
    """
    ground, welsh = read_neighbourhoods(folders)
    shares = _read_shares(folders, ground)
    steps = read_council_successions(folders)
    residents = count_residents(folders, steps)
    organisations = tables(folders)
    lineage = Lineage(organisations["successions"])
    places = organisations["places"]
    trusts = places[places.type == "trust"]
    names = trusts.set_index("code").name
    catchments, nations, summary = _catchments(
        ground, welsh, shares, organisations["successions"], lineage, general_sites(folders, lineage), names
    )
    administrative = [areas for areas in read_administrative(folders) if areas.type != "nation"]
    wales, england = (nations.polygons[nations.codes == code][0] for code in (WALES, ENGLAND))
    boards = next(areas for areas in administrative if areas.type == "health-board")
    councils = next(areas for areas in administrative if areas.layer == "council-2025")
    sites = organisations["sites"]
    out.mkdir(parents=True, exist_ok=True)
    _write(
        pd.concat(
            [
                *(draw(areas) for areas in administrative),
                draw_catchments(catchments, wales),
                draw_points(trusts),
                draw_points(points_then(folders, organisations), "points-2011"),
                draw_points(sites, "site-points"),
                draw_inset(),
                draw_wales(boards, councils, england, sites[sites.trust_code.isin(boards.codes)], folders),
            ]
        ),
        out / "layers.parquet",
    )
    _write(
        pd.concat(
            [
                *(served(areas) for areas in administrative),
                *(served(areas, tolerance=0) for areas in (nations, *catchments)),
            ]
        ),
        out / "boundaries.parquet",
    )
    _write(summary, out / "catchments.parquet")
    _write(bridges(shares, ground, organisations["successions"], steps), out / "bridge.parquet")
    _write(residents, out / "residents.parquet")
    _write(steps, out / "council-successions.parquet")
    _write(choose_towns(folders), out / "towns.parquet")
    return [find_file(folders, one["name"]) for one in card("organisations").details["files"]]


def read_neighbourhoods(folders: list[Path]) -> tuple[Neighbourhoods, np.ndarray]:
    """England's neighbourhoods, and Wales's as bare polygons, made to share their borders."""
    path = find_file(folders, "msoa_2011_bsc_ew.zip")
    try:
        info, _, shapes, columns = pyogrio.raw.read(f"/vsizip/{path}", columns=["MSOA11CD", "BNG_E", "BNG_N"])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as problem:
        raise Refused(str(path), f"it holds no readable shapefile ({problem})", "Take the file again.") from problem
    table = dict(zip(info["fields"].tolist(), columns, strict=True))
    codes = table["MSOA11CD"].astype(str)
    order = np.argsort(codes)
    polygons = coverage.clean(shapely.from_wkb(shapes)[order])
    codes, east, north = (
        codes[order],
        table["BNG_E"][order].astype(float),
        table["BNG_N"][order].astype(float),
    )
    english = np.char.startswith(codes, "E")
    lookup = read_columns(find_file(folders, "msoa11_ltla21.csv"), ["msoa11_code", "ltla21_code"], dtype=str)
    council = lookup.set_index("msoa11_code").ltla21_code
    counted = read_columns(find_file(folders, "population_msoa.csv"), ["msoa_code", "total_population"])
    people = counted.set_index("msoa_code").total_population
    for name, known in (("msoa11_ltla21.csv", council), ("population_msoa.csv", people)):
        lost = sorted(set(codes[english]) - set(known.index))
        if lost:
            raise Refused(name, f"neighbourhood {lost[0]} is not in it", TAKE_AGAIN)
    ground = Neighbourhoods(
        codes[english],
        council.loc[codes[english]].to_numpy(),
        polygons[english],
        east[english],
        north[english],
        people.loc[codes[english]].astype(int).to_numpy(),
    )
    return ground, polygons[~english]


def points_then(folders: list[Path], organisations: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Points of trusts in 2011: the largest hospital that was theirs before later mergers.

    Returns
    -------
    DataFrame
        code, name, lat, lon. A trust that closed before the estates returns stands at its address.
    """
    trusts = organisations["places"][organisations["places"].type == "trust"]
    hospitals = read_hospitals(folders)
    districts = organisations["outcodes"].set_index("outcode")[["lat", "lon"]]
    alone = Lineage(organisations["successions"].iloc[:0])
    placed = placed_estates(read_estates(folders), hospitals)
    points = main_sites(trusts, placed, hospitals, read_head_offices(folders), districts, alone, {})
    return trusts[["code", "name"]].merge(points[["code", "lat", "lon"]], on="code", validate="one_to_one")


def _read_shares(folders: list[Path], ground: Neighbourhoods) -> pd.DataFrame:
    path = find_file(folders, "trust_msoa_2019_all_admissions.csv")
    table = read_columns(path, ["msoa_code", "trust_code", "proportion"])
    proportions = pd.to_numeric(table.proportion, errors="coerce")
    if not proportions.between(0, 1).all():
        raise Refused(str(path), "a proportion is not between 0 and 1", TAKE_AGAIN)
    strays = sorted(set(ground.codes) ^ set(table.msoa_code))
    if strays:
        raise Refused(str(path), f"neighbourhood {strays[0]} is not both in it and in the outlines", TAKE_AGAIN)
    return table.assign(proportion=proportions)


def general_sites(folders: list[Path], lineage: Lineage) -> pd.DataFrame:
    """General acute hospitals by who ran them in `FIRST_MONTH`: trust_code, east, north (metres)."""
    sites = placed_estates(read_estates(folders), read_hospitals(folders))
    sites = sites[sites.general & (sites.year == "2016-17")]
    east, north = to_grid(sites.lon.to_numpy(), sites.lat.to_numpy())
    trust = [lineage.successors(code, FIRST_MONTH)[0] for code in sites.trust_code]
    return pd.DataFrame({"trust_code": trust, "east": east, "north": north})


def _catchments(
    ground: Neighbourhoods,
    wales: np.ndarray,
    shares: pd.DataFrame,
    successions: pd.DataFrame,
    lineage: Lineage,
    sites: pd.DataFrame,
    names: pd.Series,
) -> tuple[list[Areas], Areas, pd.DataFrame]:
    """Join neighbourhoods to catchments: every vintage of the same pieces, so what did not change stays."""
    won: dict[str, pd.DataFrame] = {}
    for month in vintages(sorted(set(shares.trust_code)), successions):
        table = winners(month, shares, ground, lineage, sites)
        if not won or not table.trust_code.equals(won[max(won)].trust_code):
            won[month] = table
    histories = np.array(
        ["|".join(owners) for owners in zip(*(table.trust_code for table in won.values()), strict=True)]
    )
    labels = np.concatenate([histories, np.full(len(wales), WALES)])
    pieces, polygons = coverage.dissolve(np.concatenate([ground.polygons, wales]), labels)
    polygons = coverage.without_slivers(coverage.simplify(coverage.clean(polygons), CATCHMENT_DETAIL))
    nation = np.where(pieces == WALES, WALES, ENGLAND)
    codes, outlines = coverage.dissolve(polygons, nation)
    nations = Areas("nation", "", codes, np.array(["England", "Wales"]), outlines)
    english = pieces != WALES
    catchments = []
    for at, month in enumerate(won):
        owner = np.array([piece.split("|")[at] for piece in pieces[english]])
        codes, joined = coverage.dissolve(polygons[english], owner)
        coverage.require(joined, codes, f"trust-{month}")
        catchments.append(Areas("trust", month, codes, names.loc[codes].to_numpy(str), joined))
    summary = pd.concat([summarise(month, table, ground) for month, table in won.items()], ignore_index=True)
    return catchments, nations, summary


def _write(table: pd.DataFrame, path: Path) -> None:
    rows = pa.Table.from_pandas(table.reset_index(drop=True), preserve_index=False).replace_schema_metadata(None)
    pq.write_table(
        rows,
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=True,
        dictionary_pagesize_limit=2**27,
        data_page_size=2**27,
        write_statistics=False,
    )
