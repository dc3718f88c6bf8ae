"""The two demo scenarios, in the format of the plugin's scenario files."""

from . import frame

NOTE = (
    "架空のデータです。碧州県は実在せず、変電所・供給余力・災害区域などはすべてプログラムが作ったものです。"
    " / Fictional data: this prefecture, its substations, capacities and hazards do not exist."
)
OPEN = {"licence": "CC0-1.0", "as_of": "2026-06"}


def _vector(name, **more):
    return {"source": f"demo.gpkg|layername={name}", **more, **OPEN}


def _layers():
    hazards = {name: _vector(name, coverage="hazard_coverage") for name in ("flood", "tsunami", "sediment")}
    return {
        "capacity": _vector("capacity"),
        "ix": _vector("network", where="kind = 'ix'"),
        "datacentres": _vector("network", where="kind = 'data_centre'"),
        "roads": _vector("roads", where="kind IN ('expressway', 'national', 'prefectural')"),
        "railways": _vector("railways"),
        "industrial": _vector("industrial_land"),
        **hazards,
        "hazard_coverage": _vector("hazard_coverage"),
        "slope": {"source": "dem.tif", "band": 1, "derive": "slope_deg", **OPEN},
        "sea": _vector("sea"),
        "neighbours": _vector("neighbours"),
        "municipalities": _vector("municipalities"),
    }


def _exclusions():
    return [
        {"id": "sea", "title": "海", "layer": "sea"},
        {"id": "outside_prefecture", "title": "県外", "layer": "neighbours"},
        {"id": "steep_15deg", "title": "傾斜15度以上", "layer": "slope", "ranges": "15:"},
        {
            "id": "flood_3m",
            "title": "洪水浸水想定（深刻度3以上：3m以上）",
            "layer": "flood",
            "where": "severity >= 3",
        },
        {
            "id": "landslide_red",
            "title": "土砂災害特別警戒区域と周囲50m",
            "layer": "sediment",
            "where": "severity >= 4",
            "buffer_m": 50,
        },
        {"id": "tsunami", "title": "津波浸水想定", "layer": "tsunami"},
        {"id": "railway_100m", "title": "鉄道から100m", "layer": "railways", "buffer_m": 100},
    ]


def _linear(low, high):
    return {"function": "linear", "low": low, "high": high}


def _grid():
    return {"crs": f"EPSG:{frame.EPSG}", "extent": list(frame.EXTENT), "cell_size_m": 50}


def _method(min_score, min_spacing_m, **more):
    """How scores are combined and sites chosen: alike in both scenarios but for some limits."""
    return {
        "weighting": {"method": "direct"},
        "overlay": {"method": "wlc"},
        "candidates": {
            "count": 10,
            "min_area_ha": 10,
            "max_area_ha": 100,
            "min_score": min_score,
            "min_spacing_m": min_spacing_m,
            "admin": {"layer": "municipalities", "field": "name"},
            **more,
        },
        "uncertainty": {"model": "dirichlet", "concentration": 50, "samples": 200, "top_percent": 5},
        "allocation": {
            "max_distance_m": 10000,
            "feeds": 1,
            # Dearer on slopes; land that a rule excludes is crossed at ten times the price.
            "routes": {"layer": "slope", "points": [[0, 1], [5, 1], [15, 2], [30, 6]], "excluded": 10},
        },
    }


# Spare capacity weighs most.
POWER_CRITERIA = [
    {
        "id": "grid",
        "title": "電力供給（供給余力と距離）",
        "type": "grid_capacity",
        "layer": "capacity",
        "max_distance_m": 10000,
        "margin_pct": 0,
        "headroom_target": 2,
        "weight": 0.40,
    },
    {
        "id": "ix",
        "title": "IXまでの往復遅延",
        "type": "latency",
        "layer": "ix",
        "route_factor": 1.4,
        "us_per_km": 4.897,
        "equipment_us": 0,
        "value": _linear(0.6, 0.1),
        "weight": 0.15,
    },
    {
        "id": "road",
        "title": "道路への距離",
        "type": "distance",
        "layer": "roads",
        "value": _linear(4000, 0),
        "weight": 0.10,
    },
    {
        "id": "flat",
        "title": "平坦さ（傾斜）",
        "type": "raster",
        "layer": "slope",
        "value": _linear(15, 0),
        "weight": 0.10,
    },
    {
        "id": "safe",
        "title": "災害リスク（洪水・土砂）",
        "type": "hazard",
        "layers": ["flood", "sediment"],
        "scores": [1, 0.75, 0.5, 0.25, 0],
        "weight": 0.15,
    },
    {
        "id": "industrial",
        "title": "産業用地への距離",
        "type": "distance",
        "layer": "industrial",
        "value": _linear(8000, 0),
        "weight": 0.10,
    },
]


# Hazards and slope weigh most.
RESILIENCE_CRITERIA = [
    {
        "id": "safe",
        "title": "災害リスク（洪水・津波・土砂）",
        "type": "hazard",
        "layers": ["flood", "tsunami", "sediment"],
        "scores": [1, 0.6, 0.3, 0.1, 0],
        "exclude_from": 4,
        "weight": 0.35,
    },
    {
        "id": "flat",
        "title": "平坦さ（傾斜）",
        "type": "raster",
        "layer": "slope",
        "value": _linear(15, 0),
        "weight": 0.20,
    },
    {
        "id": "grid",
        "title": "電力供給（供給余力と距離）",
        "type": "grid_capacity",
        "layer": "capacity",
        "max_distance_m": 10000,
        "margin_pct": 10,
        "headroom_target": 1.5,
        "weight": 0.20,
    },
    {
        "id": "spread",
        "title": "既存データセンターからの分散",
        "type": "density",
        "layer": "datacentres",
        "radius_m": 10000,
        "kernel": "quartic",
        "value": _linear(0.05, 0),
        "weight": 0.10,
    },
    {
        "id": "ix",
        "title": "IXまでの往復遅延",
        "type": "latency",
        "layer": "ix",
        "value": _linear(0.8, 0.1),
        "weight": 0.10,
    },
    {
        "id": "road",
        "title": "道路への距離",
        "type": "distance",
        "layer": "roads",
        "value": _linear(4000, 0),
        "weight": 0.05,
    },
]


def power_first():
    """50 MW by 2030: spare capacity above all."""
    used = _layers()
    used.pop("datacentres")
    return {
        "format": "wattbit-scenario/1",
        "title": "電力優先：2030年までに50MW（架空の碧州県）",
        "note": NOTE,
        "grid": _grid(),
        "facility": {"demand_mw": 50, "horizon_year": 2030},
        "layers": used,
        "exclusions": _exclusions(),
        "criteria": POWER_CRITERIA,
        **_method(min_score=0.7, min_spacing_m=1500),
    }


def resilience_first():
    """Safe, gentle ground first, away from the other data centres, at a short and a long horizon."""
    used = _layers()
    used.pop("industrial")
    return {
        "format": "wattbit-scenario/1",
        "title": "強靱性優先：短期2028年と長期2035年（架空の碧州県）",
        "note": NOTE,
        "grid": _grid(),
        "facility": {"demand_mw": 30, "horizon_year": 2028},
        "layers": used,
        "exclusions": _exclusions(),
        "criteria": RESILIENCE_CRITERIA,
        # Spread over the prefecture: no municipality holds two.
        **_method(
            min_score=0.75,
            min_spacing_m=2000,
            zones={"layer": "municipalities", "field": "name", "max_per_zone": 1},
        ),
        "horizons": [
            {"id": "short", "year": 2028},
            {"id": "long", "year": 2035, "set": {"criteria.ix.value.low": 2.0}},
        ],
    }
