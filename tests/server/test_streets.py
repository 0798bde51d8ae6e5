"""Streets from the user's own file: what it must be, what is told of it, and that the map draws them."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import expect
from pmtiles.tile import Compression, TileType
from starlette.testclient import TestClient

from recount.cli import cli
from recount.errors import UsageError
from recount.server import Desk, guarded
from recount.server.pages.streets import Streets
from tests.server.conftest import HOST, Serve, go
from tests.server.test_map_page import AT_LEISURE, Open, ready
from tests.server.tiles import STREETS, tile_at, write_streets

ALEPPO = (36.2, 37.15)
WHITE = (255, 255, 255)
FEW = 0.015
"""Of the map's pixels: the numbers on it have some white too."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_streets(tmp_path_factory.mktemp("streets") / "aleppo.pmtiles", around=ALEPPO)


def test_tiles_come_as_the_file_has_them(desk: Desk, file: Path) -> None:
    with TestClient(guarded(desk, hosts={HOST}, streets=Streets(file)), base_url=f"http://{HOST}") as client:
        told = client.get("/map/streets.json").json()
        assert told == {
            "tiles": "/map/streets/{z}/{x}/{y}",
            "min_zoom": 8,
            "max_zoom": 14,
            "bounds": [32.15, 31.2, 42.15, 41.2],
            "layers": ["roads"],
            "credit": "© Mapmakers",
        }
        x, y = tile_at(12, *ALEPPO)
        tile = client.get(told["tiles"].format(z=12, x=x, y=y))
        assert tile.headers["content-type"] == "application/vnd.mapbox-vector-tile"
        assert STREETS[0].name.encode() in tile.content
        assert client.get(told["tiles"].format(z=12, x=x + 5, y=y)).status_code == 204
        assert client.get(told["tiles"].format(z=15, x=2 * x, y=2 * y)).status_code == 204
        assert client.get(told["tiles"].format(z=3, x=8, y=0)).status_code == 204
        assert client.get("/map/streets/99/0/0").status_code == 422


def test_without_a_file_there_are_none(client: TestClient) -> None:
    assert client.get("/map/streets.json").json() is None
    assert client.get("/map/streets/3/1/1").status_code == 204


def test_tiles_may_be_unpacked(tmp_path: Path) -> None:
    made = Streets(write_streets(tmp_path / "plain.pmtiles", around=ALEPPO, packing=Compression.NONE))
    tile = made.tile(9, *tile_at(9, *ALEPPO))
    assert not made.packed
    assert tile is not None
    assert STREETS[0].name.encode() in tile


@pytest.mark.parametrize(("kind", "packing"), [(TileType.PNG, Compression.NONE), (TileType.MVT, Compression.BROTLI)])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, kind: TileType, packing: Compression) -> None:
    path = write_streets(tmp_path / "other.pmtiles", around=ALEPPO, kind=kind, packing=packing)
    with pytest.raises(UsageError, match=r"other\.pmtiles has no vector tiles, or has them packed otherwise"):
        Streets(path)


@pytest.mark.parametrize(
    "body", [b"", b"PMTiles", b"PMTiles\x02" + bytes(200), b"PMTiles\x03" + b"\xff" * 200, b"x" * 500]
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "bad.pmtiles").write_bytes(body)
    with pytest.raises(UsageError, match=r"bad\.pmtiles is no PMTiles file of version 3"):
        Streets(tmp_path / "bad.pmtiles")


def test_of_a_file_that_was_cut_off_only_what_is_missing_is_not_drawn(tmp_path: Path, file: Path) -> None:
    whole = file.read_bytes()
    (tmp_path / "cut.pmtiles").write_bytes(whole[:-40])
    made = Streets(tmp_path / "cut.pmtiles")
    found = [made.tile(zoom, *tile_at(zoom, *ALEPPO)) for zoom in range(8, 15)]
    assert all(tile is None or gzip.decompress(tile) for tile in found)
    assert None in found


def test_serve_tells_that_the_file_is_not_there(tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    told = CliRunner().invoke(
        cli, ["serve", "--record", str(record), "--streets", str(tmp_path / "no.pmtiles"), "--no-browser"]
    )
    assert isinstance(told.exception, UsageError)
    assert "there is no file" in str(told.exception)
    assert not record.exists()


@pytest.mark.browser
def test_the_map_draws_streets_beneath_what_happened(serve: Serve, browser: Open, record: Path, file: Path) -> None:
    watched = browser(serve(record, streets=Streets(file)), "/map?at=36.2,37.15,14.5")
    page = watched.page
    ready(page)
    expect(page.locator("#map-streets")).to_have_text("Streets: © Mapmakers.", timeout=AT_LEISURE)
    assert page.locator("#map").get_attribute("data-engine") == "maplibre"
    ground = page.locator("#map-ground")
    for _ in range(60):  # tiles come after the map stands
        white = _share(ground.screenshot(), WHITE)
        if white > FEW:
            break
        page.wait_for_timeout(500)
    go(page, "/map?at=30,31,14.5")  # where the file has none
    ready(page)
    assert _share(ground.screenshot(), WHITE) < FEW < white
    watched.complaints[:] = [told for told in watched.complaints if "GL Driver Message" not in told]


def _share(picture: bytes, colour: tuple[int, int, int]) -> float:
    """The share of a picture that is of that colour."""
    pixels = list(Image.open(io.BytesIO(picture)).convert("RGB").get_flattened_data())
    return sum(pixel == colour for pixel in pixels) / len(pixels)
