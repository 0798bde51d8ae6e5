"""The list of quarters: on earth, in a place that some source has, each once; none where its names point elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from recount.lang.names import fold_name
from recount.model import Precision
from recount.store.gazetteer import open_gazetteer
from tools.gazetteer.entry import Entry, metres
from tools.gazetteer.quarters import Quarter, apply_quarters, read_quarters

HOMS = {"country": "SY", "latitude": 34.72, "longitude": 36.72}
WHOLE = Entry(key="wof:1", name="Made City", precision=Precision.CITY, names=["Made City"], parents=("wof:9",), **HOMS)  # type: ignore[arg-type]


def quarter(*names: str, latitude: float = 34.73) -> Quarter:
    return Quarter(
        within="wof:1",
        names=names,
        latitude=latitude,
        longitude=36.72,
        radius=900,
        precision=Precision.NEIGHBOURHOOD,
    )


def test_every_quarter_is_in_the_gazetteer_near_its_point() -> None:
    gazetteer = open_gazetteer()
    for one in read_quarters():
        found = [p for name in one.names for p in gazetteer.find(name)]
        near = [p for p in found if metres((p.latitude, p.longitude), (one.latitude, one.longitude)) <= 4_000]
        assert near, one.names


def test_no_quarter_is_listed_twice() -> None:
    keys = Counter((one.within, fold_name(one.names[0])) for one in read_quarters())
    assert [key for key, times in keys.items() if times > 1] == []


def test_a_quarter_stands_at_its_own_point_in_its_city() -> None:
    [city, made] = apply_quarters([WHOLE], [quarter("Made Quarter")])
    assert city is WHOLE
    assert (made.key, made.latitude, made.radius) == ("part:wof:1:made-quartir", 34.73, 900)
    assert made.parents == ("wof:1", "wof:9")


def test_a_part_without_a_point_gives_its_names_to_the_quarter_and_goes() -> None:
    part = Entry(key="part:wof:1:made", name="Made", precision=Precision.CITY, names=["Made", "Mayd"], **HOMS)  # type: ignore[arg-type]
    made = apply_quarters([WHOLE, part], [quarter("al-Made")])
    assert [e.name for e in made] == ["Made City", "al-Made"]
    assert "Mayd" in made[1].names


@pytest.mark.parametrize(("latitude", "joined"), [(34.74, True), (34.90, False)])
def test_a_place_of_a_source_nearby_is_the_quarter_and_one_far_off_is_not(latitude: float, joined: bool) -> None:
    village = Entry(
        key="wof:2", name="Made", precision=Precision.VILLAGE, country="SY", latitude=latitude, longitude=36.72
    )
    made = apply_quarters([WHOLE, village], [quarter("Made", "Mayd")])
    assert (len(made) == 2) is joined
    assert ("Mayd" in village.names) is joined


def test_a_quarter_of_nowhere_or_off_the_earth_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no source has the place"):
        apply_quarters([], [quarter("Made")])
    path = tmp_path / "quarters.toml"
    path.write_text(
        '[[in]]\nwithin = "wof:1"\nplaces = [{ at = [95.0, 36.0], radius = 900, names = ["Made"] }]\n', "utf-8"
    )
    with pytest.raises(ValueError, match="no point on earth"):
        read_quarters(path)
