"""Small files of places in every kind that can be added. All places are invented, near ones that are not."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

GEONAMES = "\n".join(
    "\t".join(row)
    for row in [
        # Its district and region come after it, as they do in real dumps.
        ["9900001", "Tall Qarmid", "Tall Qarmid", "Tell Qarmed,تل قرميد,TQ", "35.9001", "36.5001", "P", "PPL", "SY", "",
         "12", "1201", "", "", "12500", "", "400", "Asia/Damascus", "2016-10-01"],
        ["9900002", "Nahr Qarmid", "Nahr Qarmid", "", "35.9", "36.6", "H", "STM", "SY", "", "12", "", "", "", "0", "",
         "0", "Asia/Damascus", "2016-10-01"],
        ["9900003", "Qarmid Hospital", "", "", "35.91", "36.51", "S", "HSP", "SY", "", "12", "1201", "", "", "0", "",
         "0", "Asia/Damascus", "2016-10-01"],
        ["9900004", "Qarmid Quarter", "", "", "35.905", "36.505", "P", "PPLX", "SY", "", "12", "1201", "", "", "0", "",
         "0", "Asia/Damascus", "2016-10-01"],
        ["9900005", "Idlib", "Idlib", "Idleb,Edlebb", "35.9306", "36.6339", "P", "PPLA", "SY", "", "12", "", "", "",
         "128840", "", "0", "Asia/Damascus", "2016-10-01"],
        ["9900006", "Qarmid District", "", "", "35.9", "36.5", "A", "ADM2", "SY", "", "12", "1201", "", "", "0", "",
         "0", "Asia/Damascus", "2016-10-01"],
        ["9900007", "Idlib", "", "", "35.8", "36.7", "A", "ADM1", "SY", "", "12", "", "", "", "0", "", "0",
         "Asia/Damascus", "2016-10-01"],
        ["9900008", "Off the Map", "", "", "95.1", "36.7", "P", "PPL", "SY", "", "12", "", "", "", "0", "", "0",
         "Asia/Damascus", "2016-10-01"],
        ["9900009", "", "", "", "35.1", "36.7", "P", "PPL", "SY", "", "12", "", "", "", "0", "", "0", "", ""],
        ["9900001", "Tall Qarmid", "Tall Qarmid", "", "35.9001", "36.5001", "P", "PPL", "SY", "", "12", "1201", "", "",
         "12500", "", "400", "Asia/Damascus", "2016-10-01"],
    ]
)  # fmt: skip

OCHA = (
    "\ufeffadmin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Pcode,admin4Name_en,admin4Name_ar,admin4Pcode,"
    "LATITUDE_Y,LONGITUDE_X\r\n"
    "#adm1+name,#adm1+name,#adm1+code,#adm2+name,#adm2+code,#adm4+name,#adm4+name,#adm4+code,#lat,#lon\r\n"
    "Idleb,إدلب,SY07,Harim,SY0703,Kafr Zaytuna,كفر زيتونة,C9901,36.1001,36.4001\r\n"
    'Idleb,إدلب,SY07,Harim,SY0703,"Ash-Shaykh Mansur, East",,C9902,"36,2001","36,4001"\r\n'
    "Idleb,إدلب,SY07,Harim,SY0703,Nowhere,,C9903,,\r\n"
    "Idleb,إدلب,SY07,Harim,SY0703,Null Island,,C9904,0,0\r\n"
    "Idleb,إدلب,SY07,Harim,SY0703,Far Off,,C9905,36.1,236.4\r\n"
)


def record(number: int, name: str, **tags: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a tag may be
    """A record as Who's On First keeps it."""
    tags = {
        "wof:id": number,
        "wof:name": name,
        "wof:placetype": "locality",
        "wof:country": "SY",
        "geom:latitude": 36.3,
        "geom:longitude": 36.9,
        "name:eng_x_preferred": [name],
        **tags,
    }
    return {"type": "Feature", "id": number, "properties": tags, "geometry": {"type": "Point", "coordinates": [0, 0]}}


WHOS_ON_FIRST = [
    record(
        990001,
        "خربة السنديان",
        **{
            "name:eng_x_preferred": ["Khirbat as-Sindyan"],
            "gn:population": 800,
            "wof:hierarchy": [{"county_id": 990002, "region_id": 85678359, "country_id": 85632413}],
        },
    ),
    record(990002, "Sindyan County", **{"wof:placetype": "county", "geom:latitude": 36.4}),
    record(990003, "Old Sindyan", **{"mz:is_current": 0}),
    record(990004, "Sindyan Time Zone", **{"wof:placetype": "timezone"}),
]

FLAT = [
    {
        "id": 990011,
        "name": "Ayn Barada",
        "type": "locality",
        "lat": 36.31,
        "lon": 36.91,
        "country": "SY",
        "pop": 15000,
        "names": {"ara_x_preferred": ["عين برادة"]},
        "geonames": None,
        "wikidata": "Q990011",
        "hierarchy": {"region_id": -1},
        "bbox": "36.9,36.3,36.92,36.32",
    }
]


def feature(name: str, geometry: dict[str, Any] | None, **tags: Any) -> dict[str, Any]:  # noqa: ANN401
    """A plain feature."""
    return {"type": "Feature", "properties": {"name": name, **tags}, "geometry": geometry}


def at(east: float, north: float) -> dict[str, Any]:
    """A point."""
    return {"type": "Point", "coordinates": [east, north]}


SQUARE = [[36.0, 35.0], [36.2, 35.0], [36.2, 35.2], [36.0, 35.2], [36.0, 35.0]]

FEATURES = [
    feature("Camp Zaytun", at(36.55, 36.25), type="camp", country="SY", **{"name:ar": "مخيم زيتون"}),
    feature("Sahl Zaytun", {"type": "Polygon", "coordinates": [SQUARE]}, country="Syria"),
    feature("Two Parts", {"type": "MultiPolygon", "coordinates": [[[[1, 1], [1.001, 1], [1, 1.001]]], [SQUARE]]},
            country="SY", place="village"),
    feature("Pole", at(36.5, 96.2), country="SY"),
    feature("No Point", None, country="SY"),
    feature("Anywhere", at(36.5, 36.2)),
]  # fmt: skip

COLLECTION = {"type": "FeatureCollection", "crs": {"type": "name"}, "features": FEATURES, "bbox": [1, 2, 3, 4]}


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """A file of that text; packed where its name ends so."""
    path = folder / name
    data = text.encode() if isinstance(text, str) else text
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "Not\tof\tthis\n")
            archive.writestr(name.removesuffix(".zip"), data)
    else:
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def json_lines(rows: list[dict[str, Any]]) -> str:
    """One object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
