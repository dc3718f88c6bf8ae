"""Substations, their spare capacity for demand and for generation, and the lines between them."""

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist
from shapely.geometry import LineString

from . import frame, names, tables, topology, towns

AS_OF = "2026-06"
SOURCE = "架空データ（wattbit demo）"


def capacity(terrain, regions):
    """Demand-side records, highest voltage first."""
    records = []
    for voltage, table in ((275, tables.BULK_275), (154, tables.LOCAL_154)):
        for name, name_en, east, north, *state in table:
            point = frame.to_metres((east, north))
            if east <= 61:
                point = _firm_ground(terrain, point)
            records.append((point, _record(name, name_en, voltage, state)))
    return records + _distribution(terrain, regions, [p for p, _ in records])


def _record(name, name_en, voltage, state, side="demand"):
    spare, low, high, year, lead, group, note = state
    return {
        "name": name,
        "name_en": name_en,
        "utility": towns.UTILITY,
        "side": side,
        "kind": "substation",
        "voltage_kv": voltage,
        "capacity_min_mw": low,
        "capacity_max_mw": high,
        "spare_mw": spare,
        "year_available": year,
        "lead_time_years": lead,
        "shared_group": group,
        "as_of": AS_OF,
        "source": SOURCE,
        "licence": "CC0-1.0",
        "note": note or None,
    }


def _firm_ground(terrain, point):
    """The flattest dry cell within 600 m."""
    row, col = frame.cell_of(*point)
    near = [
        (r, c)
        for r in range(row - 6, row + 7)
        for c in range(col - 6, col + 7)
        if not terrain.is_sea[r, c] and not terrain.is_river[r, c]
    ]
    best = min(near, key=lambda rc: (terrain.slope_deg[rc] // 2, np.hypot(rc[0] - row, rc[1] - col)))
    return frame.centre_of(*best)


def _distribution(terrain, regions, taken):
    """66 kV substations on gentle ground around each town."""
    random = frame.random_state(10)
    records, taken = [], list(taken)
    for label, (town, count) in enumerate(zip(towns.TOWNS, tables.PER_TOWN_66), 1):
        gentle = np.argwhere((regions.labels == label) & (terrain.slope_deg < 7) & ~terrain.is_river)
        xy = np.column_stack(frame.centre_of(gentle[:, 0], gentle[:, 1]))
        away = np.hypot(*(xy - regions.town_points[label - 1]).T)
        for _ in range(count):
            apart = cdist(xy, taken).min(axis=1)
            wish = np.abs(away - random.uniform(700, 5200)) + np.where(apart < 2200, 1e6 - apart, 0)
            point = tuple(xy[np.argmin(wish)])
            taken.append(point)
            name, name_en = names.PLACES[len(records)]
            *state, note = tables.STATES_66[len(records) % len(tables.STATES_66)]
            state += [tables.SHARED_66.get(town[0]), note]
            records.append((point, _record(name + "変電所", name_en, 66, state)))
    return records


def generation(records):
    """Generation-side records of every other substation: much where demand has little, so the two look unlike."""
    random = frame.random_state(11)
    result = []
    for point, demand in records[::2]:
        ceiling = {66: 60, 154: 220, 275: 700}[demand["voltage_kv"]]
        is_tight = (demand["spare_mw"] or 0) < 0.3 * ceiling
        spare = int(random.uniform(0.6, 1.0) * ceiling) if is_tight else int(random.uniform(0, 0.2) * ceiling)
        state = (spare, None, None, None, None, None, "発電側（電源接続）の空容量。需要側の評価には使えない")
        names_and_voltage = demand["name"], demand["name_en"], demand["voltage_kv"]
        result.append((point, _record(*names_and_voltage, state, "generation")))
    return result


def lines(records, detour, sea):
    """Transmission lines: a spanning tree of each voltage level, hung on the level above, and some loops."""
    points = np.array([p for p, _ in records])
    voltage = np.array([r["voltage_kv"] for _, r in records])
    random = frame.random_state(12)
    result = []
    for level in (275, 154, 66):
        nodes = np.flatnonzero(voltage >= level)
        for a, b in _spans(points[nodes], voltage[nodes] > level):
            ends = sorted((nodes[a], nodes[b]), key=lambda i: (-voltage[i], i))
            route = _route(points[ends[0]], points[ends[1]], random, detour, sea)
            first, second = (records[i][1] for i in ends)
            result.append(
                (
                    route,
                    {
                        "name": f"{_short(first['name'])}{_short(second['name'])}線",
                        "name_en": f"{first['name_en']} - {second['name_en']}",
                        "voltage_kv": level,
                        "circuits": 1 if level == 66 and random.uniform() < 0.3 else 2,
                        "utility": towns.UTILITY,
                        "source": SOURCE,
                        "licence": "CC0-1.0",
                    },
                )
            )
    return result


def _short(name):
    return name.replace("変電所", "").replace("開閉所", "")


def _spans(points, is_upper):
    """Index pairs to join: the cheapest tree with the upper level counted as one, and the shortest loops."""
    distance = cdist(points, points)
    joined = np.where(np.outer(is_upper, is_upper), 1e-3, distance)
    tree = np.argwhere(minimum_spanning_tree(joined).toarray() > 1e-2)
    pairs = {tuple(sorted(p)) for p in tree.tolist()}
    lower = [i for i in range(len(points)) if not is_upper[i]]
    loops = sorted(
        (distance[i, j], i, j)
        for i in lower
        for j in range(len(points))
        if i != j and tuple(sorted((i, j))) not in pairs
    )
    for _, i, j in loops[:: max(2, len(loops) // 60)][: len(lower) // 3]:
        pairs.add(tuple(sorted((i, j))))
    return sorted(pairs)


def _route(start, end, random, detour, sea):
    """A line of straight spans with slight bends; over the bay it goes round by the shore."""
    direct = LineString([start, end])
    if direct.intersection(sea).length > 400:
        return detour(start, end)
    bends = int(direct.length // 3500)
    share = (np.arange(1, bends + 1) + random.uniform(-0.25, 0.25, bends)) / (bends + 1)
    normal = np.array([start[1] - end[1], end[0] - start[0]]) / max(direct.length, 1)
    inner = [start + s * (end - start) + normal * random.uniform(-0.05, 0.05) * direct.length for s in share]
    return topology.smooth(np.vstack([[start], *[[p] for p in inner], [end]]), 0.01, 1)
