"""JSON files: parsed once, with faults said in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ...errors import InputError
from ...gdalio import first_line
from ..common.files import refuse_web_page


def load_json(path: Path) -> Any:
    """Parse a JSON file; raises InputError when it is missing, HTML, cut short or no JSON."""
    refuse_web_page(path)
    return parse_json(path.read_bytes(), path.name)


def parse_json(data: bytes, name: str) -> Any:
    """Parse JSON in UTF-8."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"The file {name} is not UTF-8, as JSON must be; save it again as UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(
            f"The file {name} is no JSON or cut short ({first_line(error)}); download it again."
        ) from error
