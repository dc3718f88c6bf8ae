"""Network assets, power plants, industrial land, closed schools and stations."""

import numpy as np
from scipy.spatial.distance import cdist
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import unary_union

from . import frame, names, tables, topology, towns

OPEN = {"source": "架空データ（wattbit demo）", "licence": "CC0-1.0"}
EXCHANGE_TOWNS = 12
COUNT_SCHOOLS = 26


def network(regions):
    """Records of the standard network layer."""
    rows = [
        (frame.to_metres((east, north)), kind, name, name_en, *rest)
        for kind, name, name_en, east, north, *rest in tables.NETWORK
    ]
    for town, (x, y) in list(zip(towns.TOWNS, regions.town_points))[:EXCHANGE_TOWNS]:
        rows.append(
            (
                (x + 150, y - 50),
                "exchange",
                town[0][:-1] + "通信ビル",
                town[1] + " exchange",
                "碧州通信",
                None,
                None,
                None,
                40,
            )
        )
    return [
        (
            point,
            {
                "kind": kind,
                "name": name,
                "name_en": name_en,
                "operator": operator,
                "mw": mw,
                "area_m2": area,
                "year_available": year,
                "equipment_us": equipment,
                **OPEN,
            },
        )
        for point, kind, name, name_en, operator, mw, area, year, equipment in rows
    ]


def fibre(arcs, coast_end):
    """Records of the fibre routes, with the last leg to the IX beyond the eastern edge."""
    rows = [(line, label) for label, line in arcs]
    rows.append(
        (
            [coast_end, (33000.0, -39400.0), frame.to_metres((66.0, 22.0))],
            ("backbone", "東隣連絡光線", "Eastern Link"),
        )
    )
    return [
        (
            line,
            {
                "kind": "fibre",
                "name": name,
                "name_en": name_en,
                "operator": "碧州通信",
                "mw": None,
                "area_m2": None,
                "year_available": 2029 if name == "月待光線" else None,
                "equipment_us": None,
                "grade": grade,
                **OPEN,
            },
        )
        for line, (grade, name, name_en) in rows
    ]


def power_plants():
    """Records of the power plants."""
    return [
        (
            frame.to_metres((east, north)),
            {
                "name": name,
                "name_en": name_en,
                "fuel": fuel,
                "output_mw": mw,
                "decarbonised": clean,
                "year_available": year,
                **OPEN,
            },
        )
        for name, name_en, east, north, fuel, mw, clean, year in tables.PLANTS
    ]


def industrial_land(regions):
    """Records of the industrial estates, cut at the shore."""
    records = []
    for name, name_en, east, north, length, width, bearing, kind, unused in tables.INDUSTRIAL:
        # One corner is cut off, as estates seldom are whole rectangles.
        corners = np.array(
            [
                (-length, -width),
                (length, -width),
                (length, 0.3 * width),
                (0.55 * length, width),
                (-length, width),
            ]
        )
        turn = np.radians(bearing)
        turned = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        whole = Polygon(turned + frame.to_metres((east, north)))
        for part in topology.parts_of(whole.intersection(regions.land)):
            for polygon in topology.rounded(part):
                hectares = round(polygon.area / 1e4, 1)
                records.append(
                    (
                        polygon,
                        {
                            "name": name,
                            "name_en": name_en,
                            "kind": kind,
                            "total_ha": hectares,
                            "unused_ha": round(unused * hectares, 1),
                            **OPEN,
                        },
                    )
                )
    return records


def closed_schools(terrain, regions):
    """Records of closed schools on gentle ground, mostly away from the towns."""
    random = frame.random_state(13)
    cells = np.argwhere(
        (regions.labels > 0) & (regions.labels < 100) & (terrain.slope_deg < 9) & ~terrain.is_river
    )
    xy = np.column_stack(frame.centre_of(cells[:, 0], cells[:, 1]))
    near = cdist(xy, regions.town_points).min(axis=1)
    weight = np.exp(-(((near - 3500) / 1800) ** 2)) * (1 + terrain.elevation[tuple(cells.T)] / 40.0)
    chosen = random.choice(len(cells), COUNT_SCHOOLS, replace=False, p=weight / weight.sum())
    records = []
    for number, index in enumerate(sorted(chosen)):
        name, name_en = names.PLACES[-1 - number]
        level, level_en = (
            ("中学校", "Junior High School") if number % 4 == 3 else ("小学校", "Elementary School")
        )
        town = towns.TOWNS[regions.labels[tuple(cells[index])] - 1]
        records.append(
            (
                tuple(xy[index]),
                {
                    "name": f"旧{town[0]}立{name}{level}",
                    "name_en": f"former {name_en} {level_en}",
                    "closed_year": int(random.randint(2004, 2025)),
                    "site_area_m2": int(random.randint(70, 260)) * 100,
                    **OPEN,
                },
            )
        )
    return records


def stations(rail_arcs, regions):
    """Records of the stations, on the tracks by the towns."""
    tracks = unary_union([LineString(line) for _, line in rail_arcs])
    records = []
    for town, place in zip(towns.TOWNS, regions.town_points):
        if tracks.distance(Point(place)) < 1200:
            at = tracks.interpolate(tracks.project(Point(place)))
            records.append(
                ((round(at.x), round(at.y)), {"name": town[0][:-1] + "駅", "name_en": town[1] + " Station"})
            )
    return records
