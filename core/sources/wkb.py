"""Coordinates out of well-known binary, straight into numpy: no object a vertex, hardly one a feature."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

#: Kinds of geometry and of part; the code of several of a kind is three higher.
POINT, LINE, POLYGON = 1, 2, 3
#: A geometry of more parts, or rings in a part, is not read side by side with the others: see ``Parts.odd``.
_ABREAST = 50
#: Bytes of a vertex XY, XYZ, XYM, XYZM.
_STRIDES = np.array([16, 24, 24, 32])


@dataclass(frozen=True)
class Parts:
    """Points, lines and rings of many geometries, in their order.

    Attributes
    ----------
    xy : float64 array, shape (n, 2)
        Vertices, one part after the other.
    size : int64 array, shape (parts,)
        Vertices of each part.
    owner : int64 array, shape (parts,)
        Index of the geometry.
    kind : int64 array, shape (parts,)
        ``POINT``, ``LINE`` or ``POLYGON`` (a ring).
    """

    xy: np.ndarray
    size: np.ndarray
    owner: np.ndarray
    kind: np.ndarray

    def take(self, keep: np.ndarray) -> Parts:
        """The parts marked True."""
        if keep.all():
            return self
        return Parts(self.xy[np.repeat(keep, self.size)], self.size[keep], self.owner[keep], self.kind[keep])


def parse(blobs: Sequence[bytes]) -> tuple[Parts, np.ndarray]:
    """Read many geometries at once, heights and measures left out.

    Parameters
    ----------
    blobs : sequence of bytes
        Little-endian well-known binary, ISO's (OGR's own cannot say that a point is empty); empty where there is none.

    Returns
    -------
    parts : Parts
    is_odd : bool array, shape (blobs,)
        Geometries that have no parts here, as they are none, curves, collections or of very many parts.
    """
    reader = _Reader(blobs)
    reader.read()
    return reader.parts(), reader.is_odd


def walk(blob: bytes) -> Iterator[tuple[int, np.ndarray]]:
    """Kind and vertices (n, 2) of every part of one flat geometry, collections included."""
    data, open_parts, at = memoryview(blob), 1, 0
    while open_parts:
        code, count = struct.unpack_from("<II", data, at + 1)
        open_parts -= 1
        if code == POINT:
            yield POINT, np.frombuffer(data, "<f8", 2, at + 5).reshape(1, 2)
            at += 21
            continue
        at += 9
        if code == LINE:
            yield LINE, np.frombuffer(data, "<f8", 2 * count, at).reshape(-1, 2)
            at += 16 * count
        elif code == POLYGON:
            for _ in range(count):
                (n,) = struct.unpack_from("<I", data, at)
                yield POLYGON, np.frombuffer(data, "<f8", 2 * n, at + 4).reshape(-1, 2)
                at += 4 + 16 * n
        else:
            open_parts += count  # its parts follow, one after the other


class _Reader:
    """Walks through all geometries side by side, a part of each at a step."""

    def __init__(self, blobs: Sequence[bytes]) -> None:
        length = np.array([len(b) for b in blobs], np.int64)
        self._start = np.cumsum(length) - length
        self._data = np.frombuffer(b"".join([*blobs, bytes(32)]), np.uint8)
        self._words: np.ndarray = np.ndarray((len(self._data) - 3,), "<u4", self._data, strides=(1,))
        self.is_odd = length < 9
        self._found: list[np.ndarray] = []

    def read(self) -> None:
        """Find every part."""
        owner = np.flatnonzero(~self.is_odd)
        at = self._start[owner]
        code, _ = self._header(at)
        is_known, is_multi = (code >= POINT) & (code <= POLYGON + 3), code > POLYGON
        self.is_odd[owner[~is_known]] = True
        self._single(owner[is_known & ~is_multi], at[is_known & ~is_multi])
        owner, at = owner[is_known & is_multi], at[is_known & is_multi]
        left = self._words[at + 5].astype(np.int64)
        at = at + 9
        while True:
            self.is_odd[owner[left > _ABREAST]] = True
            more = (left > 0) & ~self.is_odd[owner]
            if not more.any():
                return
            owner, left = owner[more], left[more] - 1
            at = self._single(owner, at[more])

    def _header(self, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Kind of the geometries that begin at some places, and the bytes of their vertices."""
        word = self._words[at + 1].astype(np.int64)
        has_z = (word & 0x80000000) != 0  # OGR's and PostGIS's way to say it, beside ISO's thousands
        dimensions, code = np.divmod(word & 0x0FFFFFFF, 1000)
        return code, _STRIDES[np.minimum(dimensions + has_z, 3)]

    def _single(self, owner: np.ndarray, at: np.ndarray) -> np.ndarray:
        """Find the parts of geometries that are one point, line or polygon each; returns where they end."""
        code, stride = self._header(at)
        count = self._words[at + 5].astype(np.int64)
        end = np.where(code == POINT, at + 5 + stride, at + 9 + count * stride)
        i = np.flatnonzero(code == POINT)
        self._add(POINT, owner[i], at[i] + 5, np.ones_like(i), stride[i])
        i = np.flatnonzero(code == LINE)
        self._add(LINE, owner[i], at[i] + 9, count[i], stride[i])
        i = np.flatnonzero(code == POLYGON)
        end[i] = self._rings(owner[i], at[i] + 9, count[i], stride[i])
        return end

    def _rings(self, owner: np.ndarray, at: np.ndarray, count: np.ndarray, stride: np.ndarray) -> np.ndarray:
        """Find the rings of polygons, ring by ring; returns where they end."""
        self.is_odd[owner[count > _ABREAST]] = True
        i = np.flatnonzero(~self.is_odd[owner])
        for ring in range(int(count[i].max(initial=0))):
            i = i[count[i] > ring]
            n = self._words[at[i]].astype(np.int64)
            self._add(POLYGON, owner[i], at[i] + 4, n, stride[i])
            at[i] += 4 + n * stride[i]
        return at

    def _add(self, kind: int, owner: np.ndarray, at: np.ndarray, n: np.ndarray, stride: np.ndarray) -> None:
        self._found.append(np.stack([at, owner, n, stride, np.full_like(at, kind)]))

    def parts(self) -> Parts:
        """The parts found of geometries that are not odd, in their order."""
        at, owner, n, stride, kind = np.concatenate(self._found or [np.empty((5, 0), np.int64)], axis=1)
        order = np.argsort(at)
        order = order[(n[order] > 0) & ~self.is_odd[owner[order]]]
        at, owner, n, stride, kind = at[order], owner[order], n[order], stride[order], kind[order]
        first = np.cumsum(n) - n
        vertex = np.arange(int(n.sum())) - np.repeat(first, n)
        place = np.repeat(at, n) + vertex * np.repeat(stride, n)
        # A vertex of 16 bytes may begin at any byte.
        vertices: np.ndarray = np.ndarray((len(self._data) - 15,), "V16", self._data, strides=(1,))
        return Parts(vertices[place].view("<f8").reshape(-1, 2), n, owner, kind)
