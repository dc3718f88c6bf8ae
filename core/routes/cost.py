"""What a kilometre of line costs, by voltage."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InputError
from ..parameters import parameters, voltage_class


@dataclass(frozen=True)
class CostTable:
    """Cost a km by nominal voltage, rising; where the figures come from, and the class taken for an unknown voltage.

    Attributes
    ----------
    steps : tuple of (kV, cost a km)
    currency : str
    origin : str
        A few words for the result: the user's own, or an unverified default.
    unknown_kv : float
    """

    steps: tuple[tuple[float, float], ...]
    currency: str
    origin: str
    unknown_kv: float

    def rate(self, kv: float | None) -> tuple[float, str]:
        """Cost a km at a voltage (None: not known), and in words what it is based on."""
        nominal = voltage_class(self.unknown_kv if kv is None else kv)
        step = next((s for s in reversed(self.steps) if s[0] <= nominal), self.steps[0])
        assumed = " assumed" if kv is None else ""
        return step[1], f"{step[0]:g} kV class{assumed}: {step[1]:g} {self.currency}/km ({self.origin})"


def cost_table(own: tuple[tuple[float, float], ...] = ()) -> CostTable:
    """The table of the user, or that of ``resources/parameters/connection_cost.json``.

    Raises
    ------
    InputError
        When a voltage is not above 0, a cost is below 0, or a voltage stands twice.
    """
    told = parameters("connection_cost")
    default = tuple((float(s["kv"]), float(s["cost_per_km"])) for s in told["steps"])
    origin = "given" if own else "verified" if told["verified"] else "unverified default"
    steps = tuple(sorted(own or default))
    if any(not kv > 0 or not cost >= 0 for kv, cost in steps):
        raise InputError("COSTS needs voltages above 0 kV and costs of 0 or more a km; correct the table.")
    if len({kv for kv, _ in steps}) != len(steps):
        raise InputError("COSTS has one voltage twice; give each voltage one cost a km.")
    return CostTable(steps, told["currency"], origin, float(told["assumed_kv_where_unknown"]))
