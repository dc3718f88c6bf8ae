"""What can stop a site, in words and figures."""

from __future__ import annotations

from dataclasses import dataclass, field

#: The words of each reason, in the order in which reasons are tried.
WORDS = {
    "no_demand": "no demand",
    "demand_unknown": "demand unknown",
    "nobody": "no connection in reach: there is none of the demand side",
    "no_reach": "no connection in reach: the nearest, {connection}, is {metres:,.0f} m away",
    "unknown": "unknown capacity: {connections}",
    "voltage": "voltage: {needed:g} kV class needed, the highest in reach is {highest:g} kV ({connections})",
    "voltage_unknown": "voltage: {needed:g} kV class needed, none is told ({connections})",
    "capacity": "capacity: {asked:g} MW asked, the most in reach is {most:g} MW ({connection})",
    "site_late": "year: the site wants its power from {year:g}, after {last}",
    "year": "year: the first, {connection}, is there from {year:g}, after {last}",
    "no_second": "no second group: {connections} alone",
    "taken": "capacity taken by {sites}",
    "ended": "capacity: the search ended before this site was served",
}


@dataclass(frozen=True)
class Reason:
    """What binds a site: a key of ``WORDS`` and the figures in it; ``str()`` is English."""

    key: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return WORDS[self.key].format(**self.values)
