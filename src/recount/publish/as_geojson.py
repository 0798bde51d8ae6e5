"""GeoJSON after RFC 7946: a feature per claim or per incident."""

from __future__ import annotations

from collections.abc import Iterator

from recount.model import Release
from recount.publish.as_jsonl import claim_fields, incident_fields
from recount.publish.formats import What
from recount.publish.plain import json_line
from recount.publish.rows import Where, claim_rows, incident_rows


def write_geojson(release: Release, what: What) -> Iterator[str]:
    """One FeatureCollection. What has no point has no geometry; `radius_m` says how far off a point may be."""
    yield '{"type": "FeatureCollection", "features": ['
    start = "\n"
    for feature in _features(release, what):
        yield start + feature
        start = ",\n"
    yield "\n]}\n"


def _features(release: Release, what: What) -> Iterator[str]:
    if what is What.CLAIMS:
        for claim in claim_rows(release):
            yield _feature(claim.id, claim_fields(claim), claim.where)
    else:
        for incident in incident_rows(release):
            yield _feature(incident.incident, incident_fields(incident), incident.where)


def _feature(identifier: str, fields: dict[str, object], where: Where) -> str:
    properties = {name: value for name, value in fields.items() if name not in {"latitude", "longitude"}}
    geometry = None
    if where.latitude is not None and where.longitude is not None:
        # RFC 7946 has longitude first
        geometry = {"type": "Point", "coordinates": [where.longitude, where.latitude]}
    return json_line({"type": "Feature", "id": identifier, "geometry": geometry, "properties": properties})
