"""The order of the work: terrain, regions, hazards, routes, assets; then the list of layers to write."""

import numpy as np
from shapely.geometry import LineString, MultiPolygon
from shapely.ops import unary_union

from . import assets, hazards, regions, routes, substations, terrain, topology, towns, waters

CAPACITY = (
    "name:text name_en:text utility:text side:text kind:text voltage_kv:real capacity_min_mw:real "
    "capacity_max_mw:real spare_mw:real year_available:int lead_time_years:real shared_group:text as_of:text "
    "source:text licence:text note:text"
)
HAZARD = (
    "hazard:text severity:int depth_min_m:real depth_max_m:real probability:real class_text:text source:text "
    "source_year:int licence:text"
)
NETWORK = (
    "kind:text name:text name_en:text operator:text mw:real area_m2:real year_available:int equipment_us:real "
    "source:text licence:text"
)
NAMED = "kind:text name:text name_en:text"


def build():
    """Terrain and the layers, each (name, geometry kind, fields, records)."""
    land = terrain.build()
    parts = regions.build(land)
    return land, _areas(land, parts) + _hazard_layers(land, parts) + _networks(land, parts)


def _municipalities(parts):
    municipal = []
    for label, town in enumerate(towns.TOWNS, 1):
        name, name_en, _, population = town
        shape = parts.polygons[label]
        municipal.append(
            (
                shape,
                {
                    "code": f"99{label:03d}",
                    "name": name,
                    "name_en": name_en,
                    "prefecture": towns.PREFECTURE,
                    "population": population,
                    "area_km2": round(sum(p.area for p in shape) / 1e6, 1),
                    "hazard_assessed": int(name not in towns.UNASSESSED),
                },
            )
        )
    return municipal


def _areas(land, parts):
    prefecture = {"name": towns.PREFECTURE, "name_en": towns.PREFECTURE_EN}
    return [
        (
            "municipalities",
            "multi",
            "code:text name:text name_en:text prefecture:text population:int area_km2:real "
            "hazard_assessed:int",
            _municipalities(parts),
        ),
        (
            "land",
            "polygon",
            "name:text name_en:text",
            [(p, prefecture) for p in topology.parts_of(parts.land)],
        ),
        (
            "sea",
            "polygon",
            "name:text name_en:text",
            [(p, {"name": "海", "name_en": "sea"}) for p in parts.polygons[regions.SEA]],
        ),
        (
            "neighbours",
            "polygon",
            "name:text name_en:text",
            [
                (p, {"name": "隣県", "name_en": "neighbouring prefecture"})
                for p in parts.polygons[regions.NEIGHBOUR]
            ],
        ),
        ("rivers", "line", "name:text name_en:text", waters.rivers(land, parts)),
    ]


def _hazard_layers(land, parts):
    return [
        ("flood", "polygon", HAZARD, hazards.flood(land, parts)),
        ("tsunami", "polygon", HAZARD, hazards.tsunami(land, parts)),
        ("sediment", "polygon", HAZARD, hazards.sediment(land, parts)),
        (
            "hazard_coverage",
            "polygon",
            "hazard:text name:text name_en:text source:text source_year:int licence:text",
            hazards.coverage(parts),
        ),
    ]


def _networks(land, parts):
    where = routes.places(parts.town_points)
    road_ground, rail_ground = routes.ground(land, 4.0), routes.ground(land, 2.2)
    road_edges = routes.network(road_ground, where, routes.ROADS, 0.6)
    rail_arcs = routes.arcs(rail_ground, routes.network(rail_ground, where, routes.RAILWAYS, 0.6), 3.0)
    near_road = np.zeros(road_ground.shape[0] * road_ground.shape[1], bool)
    near_road[np.unique(list(road_edges))] = True
    fibre_edges = routes.network(road_ground, where, routes.FIBRE, 0.35, near_road)
    east_end = tuple(road_ground.xy([road_ground.node(*where["E1"])])[0])
    fibre = assets.fibre(routes.arcs(road_ground, fibre_edges), east_end)
    named = [
        [(line, {"kind": k, "name": n, "name_en": e}) for (k, n, e), line in arcs]
        for arcs in (routes.arcs(road_ground, road_edges), rail_arcs)
    ]
    return _power(land, parts, road_ground) + [
        ("network", "point", NETWORK, assets.network(parts)),
        ("fibre", "line", NETWORK.replace("source:", "grade:text source:"), fibre),
        ("roads", "line", NAMED, named[0]),
        ("railways", "line", NAMED, named[1]),
        ("stations", "point", "name:text name_en:text", assets.stations(rail_arcs, parts)),
        (
            "industrial_land",
            "polygon",
            NAMED + " total_ha:real unused_ha:real source:text licence:text",
            assets.industrial_land(parts),
        ),
        (
            "closed_schools",
            "point",
            "name:text name_en:text closed_year:int site_area_m2:int source:text licence:text",
            assets.closed_schools(land, parts),
        ),
    ]


def _power(land, parts, ground):
    demand = substations.capacity(land, parts)

    def round_the_bay(start, end):
        ends = ground.node(*start), ground.node(*end)
        path = routes.cheapest(ground.graph(*ends), *ends)
        inner = LineString(ground.xy(path)).simplify(500).coords[1:-1]
        return [tuple(start), *inner, tuple(end)]

    sea = unary_union(MultiPolygon(parts.polygons[regions.SEA]))
    return [
        ("capacity", "point", CAPACITY, demand),
        ("capacity_generation", "point", CAPACITY, substations.generation(demand)),
        (
            "transmission_lines",
            "line",
            "name:text name_en:text voltage_kv:real circuits:int utility:text source:text licence:text",
            substations.lines(demand, round_the_bay, sea),
        ),
        (
            "power_plants",
            "point",
            "name:text name_en:text fuel:text output_mw:real decarbonised:int year_available:int "
            "source:text licence:text",
            assets.power_plants(),
        ),
    ]
