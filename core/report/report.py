"""Write the report of a run: one HTML page that needs nothing beside itself."""

from __future__ import annotations

from pathlib import Path

from ..errors import OutputError
from ..run.result import RunResult
from .context import report_context
from .picture import ramp, read_pictures
from .texts import FOLDER, Texts

_TEMPLATE = "report.html.j2"
#: Colours of the legend, each 2 per cent of its width.
_RAMP = 50


def write_report(
    path: Path, result: RunResult, suitability: Path, language: str, exclusion: Path | None = None
) -> None:
    """Write the report of a run.

    Parameters
    ----------
    path : Path
        The HTML file.
    result : RunResult
    suitability : Path
        The written raster: Float32, a band a horizon.
    language : str
        ``en`` or ``ja`` (or a locale of these); English for any other.
    exclusion : Path or None
        The written exclusion mask of the same run. With it the map tells excluded cells from cells
        that are not assessed; without it both have one grey.

    Raises
    ------
    OutputError
        When Jinja2 is missing or the file cannot be written.
    """
    ranges = [h.settings.range for h in result.plan.horizons]
    context = report_context(result, read_pictures(suitability, exclusion, ranges), Texts(language))
    page = render(context)
    try:
        path.write_bytes(page.encode("utf-8"))
    except OSError as error:
        raise OutputError(
            f"The report {path} cannot be written ({error.strerror}); check the disk."
        ) from error


def render(context: dict) -> str:
    """The page of a context; all text in it is escaped."""
    try:
        import jinja2
    except ImportError as error:
        raise OutputError(
            "The report needs the Python library Jinja2; install it with `sudo apt install python3-jinja2`, "
            "on Windows with the OSGeo4W setup (package python3-jinja2), or leave the report out."
        ) from error
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(FOLDER)), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["pc"] = "{:.2f}%".format
    environment.globals["ramp"] = ramp(_RAMP)
    return environment.get_template(_TEMPLATE).render(context)
