"""Outputs are written aside and moved into place at the end: a failed run touches no earlier result."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .errors import OutputError

#: Files that formats put beside the main one.
_SIDECARS = (".aux.xml", "-wal", "-shm", "-journal")


class OutputSet:
    """The files of one run: each has a place to write aside until ``commit`` moves all into place."""

    def __init__(self) -> None:
        self._aside: dict[Path, Path] = {}
        self._folder: Path | None = None

    def aside(self, target: str | Path) -> Path:
        """Return the path to write to for a target; raises OutputError when the target cannot be written."""
        final = Path(os.path.abspath(target))  # a/../b.tif is b.tif
        if final in self._aside:
            raise OutputError(f"Two outputs have the same path {final}; give each its own.")
        if final.is_dir():
            raise OutputError(f"The output {final} is a folder; give the path of a file.")
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"The folder {final.parent} cannot be made ({error.strerror}); choose another one."
            ) from error
        if not os.access(final.parent, os.W_OK):
            raise OutputError(f"The folder {final.parent} cannot be written to; choose another one.")
        # The suffix stays last, as GDAL and people tell formats by it.
        part = final.with_name(f".{final.stem}.{os.getpid()}-{len(self._aside)}.part{final.suffix}")
        self._aside[final] = part
        return part

    def scratch(self, name: str) -> Path:
        """A path for a file that the run needs and nobody keeps."""
        return self.folder() / name

    def folder(self) -> Path:
        """The folder of files that the run needs and nobody keeps."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="wattbit-"))
        return self._folder

    def commit(self) -> None:
        """Move every file that was written into place: all of them, or none."""
        moved: list[tuple[Path, Path]] = []  # what stood there, and where it is kept meanwhile
        placed: list[Path] = []
        try:
            for final, part in self._aside.items():
                if part.exists():
                    self._move(part, final, moved, placed)
        except OSError as error:
            self._restore(moved, placed)
            raise OutputError(
                f"The output {final} cannot be replaced ({error.strerror}); close the programs that have it open."
            ) from error
        for _, kept in moved:
            kept.unlink()
        self._aside.clear()

    @staticmethod
    def _move(part: Path, final: Path, moved: list[tuple[Path, Path]], placed: list[Path]) -> None:
        """Put the earlier file and its sidecars aside, then the new ones into place."""
        for old in (final, *_beside(final)):
            if old.exists():
                kept = old.with_name(f".{old.name}.{os.getpid()}.old")
                os.replace(old, kept)
                moved.append((old, kept))
        for new, target in zip((part, *_beside(part)), (final, *_beside(final))):
            if new.exists():
                os.replace(new, target)
                placed.append(target)

    @staticmethod
    def _restore(moved: list[tuple[Path, Path]], placed: list[Path]) -> None:
        with contextlib.suppress(OSError):
            for target in placed:
                target.unlink()
            for old, kept in moved:
                os.replace(kept, old)

    def named(self, text: str) -> str:
        """A message with the paths that the user gave, in place of those written to."""
        for final, part in self._aside.items():
            text = text.replace(str(part), str(final))
        return text

    def discard(self) -> None:
        """Remove what was written aside."""
        for part in self._aside.values():
            for path in (part, *_beside(part)):
                with contextlib.suppress(OSError):
                    path.unlink()
        self._aside.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


@contextlib.contextmanager
def outputs() -> Iterator[OutputSet]:
    """An output set that is committed when the block ends well, and discarded otherwise."""
    files = OutputSet()
    try:
        yield files
        files.commit()
    except OutputError as error:
        text = files.named(str(error))
        if text == str(error):
            raise
        raise OutputError(text) from error
    finally:
        files.discard()


@contextlib.contextmanager
def scratch_errors(folder: Path) -> Iterator[None]:
    """Turn a failure to write files that nobody keeps into an OutputError that names their folder."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"The folder for temporary files {folder} cannot be written to ({error.strerror or error}); make room there, "
            "or set TMPDIR to another folder."
        ) from error


def _beside(path: Path) -> list[Path]:
    extra = [path.with_name(path.name + s) for s in _SIDECARS]
    if path.suffix.lower() == ".shp":
        extra += [path.with_suffix(s) for s in (".dbf", ".shx", ".prj", ".cpg")]
    return extra
