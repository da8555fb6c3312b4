from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from callbacks.png import draw, drawn, to_png
from callbacks.security import PICTURE_POLICY
from layouts.figures import inks

if TYPE_CHECKING:
    from flask.testing import FlaskClient

VIEWS = [
    "place=RH5&compare=RA9,RHQ&period=2026-01",
    "indicator=adult-obesity",
    "indicator=ae-4-hour&period=2018-01&scale=standard",
]


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no map be drawn and nothing be made a picture."""
    for maker in ("image", "to_png"):
        monkeypatch.setattr(f"callbacks.embed.{maker}", lambda *_told, **_more: pytest.fail("it is drawn"))


@pytest.mark.parametrize("asked", [*VIEWS, "indicator=announced-cuts"])
@pytest.mark.parametrize(("shape", "size"), [("card", (1200, 630)), ("square", (1200, 1200)), ("map", None)])
def test_a_picture_is_a_png_of_its_size_under_150_kb(
    client: FlaskClient, asked: str, shape: str, size: tuple[int, int] | None
) -> None:
    answer = client.get(f"/image.png?{asked}&shape={shape}", headers={"Accept-Encoding": "br"})
    assert answer.mimetype == "image/png" and "Content-Encoding" not in answer.headers
    assert len(answer.data) < 150_000
    found = Image.open(io.BytesIO(answer.data)).size
    assert found == size or (size is None and found[0] == 1200 and 1400 < found[1] < 1900)


@pytest.mark.parametrize("asked", VIEWS)
def test_a_drawing_is_under_150_kb_and_carries_its_colours_wherever_it_is_opened(
    client: FlaskClient, asked: str
) -> None:
    answer = client.get(f"/image.svg?{asked}", headers={"Accept-Encoding": "br"})
    assert answer.mimetype == "image/svg+xml" and len(answer.data) < 150_000
    assert answer.headers["Content-Security-Policy"] == PICTURE_POLICY
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_600_and_1200_pixels_show_the_same(client: FlaskClient) -> None:
    small, large = (Image.open(io.BytesIO(client.get(f"/image.png?width={w}").data)) for w in (600, 1200))
    assert (small.width * 2, round(small.height * 2, -1)) == (large.width, round(large.height, -1))


CHARTED = [
    "chart=funnel&period=2026-01",
    "chart=funnel&place=RH5&compare=RH8,RA9",
    "chart=trend&place=E92000001",
    "chart=trend&place=RH5",
    "chart=bar&place=RH5",
    "chart=trend&place=RH8&indicator=ae-4-hour&compare=RA9,RQM",
]


@pytest.mark.parametrize("asked", CHARTED)
@pytest.mark.parametrize(("shape", "size"), [("card", (1200, 630)), ("square", (1200, 1200)), ("map", None)])
def test_a_chart_of_a_place_comes_in_the_same_shapes(
    client: FlaskClient, asked: str, shape: str, size: tuple[int, int] | None
) -> None:
    answer = client.get(f"/image.png?{asked}&shape={shape}")
    assert answer.mimetype == "image/png" and len(answer.data) < 150_000
    found = Image.open(io.BytesIO(answer.data)).size
    assert found == size or (size is None and found[0] == 1200 and 600 < found[1] < 1400)
    drawing = client.get(f"/image.svg?{asked}&shape={shape}")
    assert len(drawing.data) < 40_000 and drawing.headers["Content-Security-Policy"] == PICTURE_POLICY


def test_bars_stand_beside_those_most_like_the_place(client: FlaskClient) -> None:
    text = client.get("/image.svg?chart=bar&place=RH5").get_data(as_text=True)
    assert "the 4 trusts most like it" in text and "league table" in text


@pytest.mark.parametrize(
    ("asked", "status"),
    [("chart=pie&place=RH5", 400), ("chart=funnel&indicator=rtt-median-wait", 400), ("chart=funnel&indicator=smoking", 400), ("chart=trend", 400), ("chart=bar&place=NOWHERE", 404), ("chart=trend&place=E06000066", 404)],
)  # fmt: skip
@pytest.mark.usefixtures("undrawn")
def test_a_chart_that_cannot_be_drawn_is_refused_at_once(client: FlaskClient, asked: str, status: int) -> None:
    assert client.get(f"/image.png?{asked}").status_code == status


def test_the_words_are_drawn_and_not_left_out(client: FlaskClient) -> None:
    picture = Image.open(io.BytesIO(client.get("/image.png?shape=card").data)).convert("L")
    headline = picture.crop((48, 60, 660, 200))
    dark = sum(count for shade, count in enumerate(headline.histogram()) if shade < 80)
    assert dark > 3000


def test_a_picture_asked_again_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/image.png?place=RH5")
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get("/image.png?place=RH5", headers={"If-None-Match": tag})
    assert again.status_code == 304 and not again.data


def test_only_a_picture_of_a_named_snapshot_is_kept_for_ever(client: FlaskClient) -> None:
    kept = client.get("/readyz").get_json()["snapshot"]
    assert "immutable" in client.get(f"/image.png?snapshot={kept}&period=2026-01").headers["Cache-Control"]
    for asked in ("period=2026-01", "period=latest", ""):
        assert "immutable" not in client.get(f"/image.png?{asked}").headers["Cache-Control"]


@pytest.mark.parametrize(
    "asked", ["width=20000", "width=0", "width=-1", "width=6e2", "shape=circle", "width=600&width=1200"]
)
@pytest.mark.usefixtures("undrawn")
def test_a_picture_of_another_size_is_refused_at_once(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/image.png?{asked}").status_code == 400


def test_a_picture_of_an_unknown_snapshot_is_404(client: FlaskClient) -> None:
    assert client.get("/image.svg?snapshot=gone").status_code == 404
    assert client.get("/image.gif").status_code == 404


def test_pictures_are_drawn_by_several_threads_at_once_and_are_the_same() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text x="5" y="40" font-family="Arimo" font-size="30">Waits</text></svg>'
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(to_png, [svg] * 8))
    assert len(made) == 1


@pytest.mark.parametrize(
    "asked", ["place=RH5&compare=RA9", "place=RH5&zoom=yes&width=600", "chart=trend&place=RH5", "lang=cy&width=600"]
)
def test_the_quickest_door_to_the_library_gives_the_very_pixels_of_the_other(client: FlaskClient, asked: str) -> None:
    svg = client.get(f"/image.svg?{asked}").get_data(as_text=True)
    assert draw(svg).tobytes() == drawn(svg).tobytes()


def test_an_ink_of_the_page_is_that_ink_in_the_picture(client: FlaskClient) -> None:
    asked = "place=RH5&indicator=ae-4-hour&scale=standard"
    found = Image.open(io.BytesIO(client.get(f"/image.png?{asked}").data)).convert("RGB")
    flat = {f"#{bytes(shade).hex()}" for count, shade in found.getcolors(found.width * found.height) if count > 2000}
    assert {"#ffffff", inks.INKS["missed"], inks.INKS["interim"], "#1d1d1b"} <= flat
    assert found.getpixel((2, 2)) == (255, 255, 255)


def test_nothing_of_a_cropped_map_runs_out_of_its_frame(client: FlaskClient) -> None:
    svg = client.get("/image.svg?place=RH5&zoom=yes").get_data(as_text=True)
    map_, words = svg.index('overflow="visible"'), svg.rindex("Did not send figures")
    assert map_ < svg.index('fill-rule="evenodd"') < words
    picture = Image.open(io.BytesIO(client.get("/image.png?place=RH5&zoom=yes").data)).convert("RGB")
    margin = picture.crop((0, 0, 44, picture.height)).getcolors()
    assert margin == [(44 * picture.height, (255, 255, 255))]
