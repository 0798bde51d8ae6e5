"""Small maps: one place drawn by the server, for a page about one incident. No script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians

from recount.model import Point
from recount.publish import wording
from recount.server.pages.borders import Position, Ring, clipped, near
from recount.server.pages.towns import Box, Town, towns_in
from recount.server.shapes.map import Frame, SmallMap, TownMark

WIDTH, HEIGHT = 640, 420
"""Units of the picture. A card is about half as many pixels wide."""

INSET = 5
"""The surroundings are drawn this many times smaller in each direction."""

METRES = 111_320.0
"""Of one degree of latitude."""

RADII = 8
"""The map is this many radii wide: the circle takes a quarter of its width."""

NARROWEST, WIDEST = 30_000.0, 9_000_000.0
"""Metres. Closer up there would be nothing around the circle to tell where it is."""

SURROUNDINGS = 12
"""The inset shows this many times the width, at least `INSET_NARROWEST`."""

INSET_NARROWEST = 1_200_000.0
FINEST = 2.5
"""Units between two points of an outline, at least: a map of a country would else take half a megabyte."""

MOST_TOWNS = 8
LETTER, LINE = 12.0, 26.0
"""Units that a letter and a line of a town's name take, on average and a little more."""


def small_map(point: Point, name: str) -> SmallMap:
    """The place on a map around it.

    Args:
        point: where it is.
        name: what it is called.
    """
    metres = min(max(point.radius * RADII, NARROWEST), WIDEST)
    view = _View.around(point.latitude, point.longitude, metres, WIDTH, HEIGHT)
    wide = min(max(metres * SURROUNDINGS, INSET_NARROWEST), WIDEST * 2)
    inset = _View.around(point.latitude, point.longitude, wide, WIDTH // INSET, HEIGHT // INSET)
    x, y = view.place((point.longitude, point.latitude))
    length = _round_down(metres / 4)
    return SmallMap(
        width=WIDTH,
        height=HEIGHT,
        land=tuple(_countries(near(view.box), view)),
        towns=tuple(_marks(towns_in(view.box, MOST_TOWNS * 4), view, name, point.radius * WIDTH / metres)),
        name=name,
        x=x,
        y=y,
        radius=round(point.radius * WIDTH / metres, 1),
        bar=round(length * WIDTH / metres, 1),
        bar_words=_metres(length),
        around=tuple(_countries(near(inset.box), inset)),
        here=_frame(view.box, inset),
        told=f"{coordinates(point)} · {wording.precision(point)}",
    )


def coordinates(point: Point) -> str:
    """``36.19° N, 37.14° E``, with no more decimals than the radius warrants."""
    places = next((n for n, metres in ((0, 200_000), (1, 20_000), (2, 800), (3, 80)) if point.radius >= metres), 4)
    north, east = "N" if point.latitude >= 0 else "S", "E" if point.longitude >= 0 else "W"
    return f"{abs(point.latitude):.{places}f}° {north}, {abs(point.longitude):.{places}f}° {east}"


@dataclass(frozen=True, slots=True)
class _View:
    """A part of the world in a picture. Degrees of longitude are as long as they are in its middle."""

    box: Box
    width: float
    height: float

    @classmethod
    def around(cls, latitude: float, longitude: float, metres: float, width: int, height: int) -> _View:
        up = metres * height / width / METRES / 2
        across = metres / METRES / 2 / max(cos(radians(latitude)), 0.05)
        return cls(
            Box(west=longitude - across, south=latitude - up, east=longitude + across, north=latitude + up),
            width,
            height,
        )

    def place(self, position: Position) -> tuple[float, float]:
        """Where a position stands in the picture."""
        box = self.box
        x = (position[0] - box.west) / (box.east - box.west) * self.width
        y = (box.north - position[1]) / (box.north - box.south) * self.height
        return round(x, 1), round(y, 1)

    def wider(self) -> Box:
        """A little more than is seen, so that lines along its sides are not."""
        across, up = (self.box.east - self.box.west) * 0.03, (self.box.north - self.box.south) * 0.03
        return Box(
            west=self.box.west - across,
            south=self.box.south - up,
            east=self.box.east + across,
            north=self.box.north + up,
        )


def _countries(found: Iterable[Ring], view: _View) -> Iterator[str]:
    """One path a country, its holes within it."""
    paths: dict[str, list[str]] = {}
    for ring in found:
        line = list(_coarser(view.place(position) for position in clipped(ring.line, view.wider())))
        if len(line) > 2:
            paths.setdefault(ring.country, []).append("M" + " ".join(f"{x:g},{y:g}" for x, y in line) + "Z")
    return (" ".join(parts) for parts in paths.values())


def _coarser(points: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points, without those too near the one before to be told from it; of a speck of an island nothing is left."""
    last = (-FINEST, -FINEST)
    for point in points:
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= FINEST:
            yield point
            last = point


def _marks(towns: Sequence[Town], view: _View, name: str, radius: float) -> Iterator[TownMark]:
    """Towns that find room for their names, the largest first. The place itself is named over its circle."""
    long = len(name) * LETTER
    middle = (WIDTH / 2 - long / 2, HEIGHT / 2 - max(radius, 34) - LINE * 1.5, long, LINE * 1.5)
    corner = (0.0, HEIGHT * (1 - 1 / INSET) - LINE, WIDTH / INSET + LETTER, HEIGHT / INSET + LINE)
    taken = [middle, corner, (WIDTH * 0.7, HEIGHT - LINE * 1.6, WIDTH * 0.3, LINE * 1.6)]
    count = 0
    for town in towns:
        x, y = view.place((town.longitude, town.latitude))
        long = (len(town.name) + 1) * LETTER
        end = x + long > WIDTH
        room = (x - long if end else x - 6, y - LINE / 2, long + 6, LINE)
        outside = room[0] < 0 or y < LINE or y > HEIGHT - LINE
        if outside or town.name == name or any(_overlap(room, other) for other in taken):
            continue
        taken.append(room)
        yield TownMark(name=town.name, x=x, y=y, end=end)
        count += 1
        if count == MOST_TOWNS:
            return


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    x, y, width, height = one
    left, top, wide, high = other
    return x < left + wide and left < x + width and y < top + high and top < y + height


def _frame(box: Box, inset: _View) -> Frame:
    left, top = inset.place((box.west, box.north))
    right, bottom = inset.place((box.east, box.south))
    return Frame(x=left, y=top, width=round(right - left, 1), height=round(bottom - top, 1))


def _round_down(metres: float) -> float:
    """The next of 1, 2, 5, 10, 20 … at or under the length."""
    power = 10.0 ** floor(log10(metres))
    return next(step * power for step in (5, 2, 1) if step * power <= metres)


def _metres(length: float) -> str:
    return f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
