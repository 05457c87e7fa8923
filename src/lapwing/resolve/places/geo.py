"""Distances and points on the WGS-84 ellipsoid and, where only comparison matters, on the sphere."""

import math

from geographiclib.geodesic import Geodesic

from lapwing.lexicon.places import Entry


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance on the sphere, to half a per cent; a hundred times faster than on the ellipsoid."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def moved(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    """The point at a distance and bearing (degrees clockwise from north), to four decimals."""
    there = Geodesic.WGS84.Direct(lat, lon, bearing, distance_km * 1000)
    return round(there["lat2"], 4), round(there["lon2"], 4)


def midpoint(a: Entry, b: Entry) -> tuple[float, float, float]:
    """The point half-way between two locations, to four decimals, and half their distance in km."""
    line = Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon)
    half = line["s12"] / 2
    there = Geodesic.WGS84.Direct(a.lat, a.lon, line["azi1"], half)
    return round(there["lat2"], 4), round(there["lon2"], 4), half / 1000
