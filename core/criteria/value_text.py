"""A value function as a formula that people read."""

from __future__ import annotations

from .value import REQUIRED, Function
from .value_edit import Value, function_of

#: Parameters of each function, by the names of the format.
PARAMETERS = {function.value: names for function, names in REQUIRED.items()}


def formula(value: Value) -> str:
    """The function as a formula with its numbers; empty where it lacks what it needs."""
    made = function_of(value)
    if made is None:
        return ""
    if made.function in (Function.LINEAR, Function.POWER):
        low, high = float(made.low or 0), float(made.high or 0)
        if low < high:
            text = f"clip((x − {low:g}) / {high - low:g})" if low else f"clip(x / {high:g})"
        else:
            text = f"clip(({low:g} − x) / {low - high:g})"
        return text.replace("− -", "+ ") + (f"^{made.exponent:g}" if made.exponent else "")
    middle, spread = made.midpoint or 0.0, made.spread or 1.0
    return {
        Function.LARGE: f"1 / (1 + (x / {middle:g})^−{spread:g})",
        Function.SMALL: f"1 / (1 + (x / {middle:g})^{spread:g})",
        Function.GAUSSIAN: f"exp(−{spread:g} (x − {middle:g})²)",
        Function.NEAR: f"1 / (1 + {spread:g} (x − {middle:g})²)",
        Function.PIECEWISE: ", ".join(f"({x:g}, {y:g})" for x, y in made.points),
        Function.CATEGORIES: ", ".join(f"{x:g}: {y:g}" for x, y in made.points),
    }[made.function].replace("− -", "+ ")
