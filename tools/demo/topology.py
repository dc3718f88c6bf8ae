"""From labelled grids and sets of grid edges to smooth lines and polygons that share their borders exactly.

Borders are cut into arcs at the nodes where three areas meet; each arc is smoothed once and used by both its
neighbours, so polygons tile without gaps or overlaps. All coordinates are whole metres.
"""

from collections import defaultdict

import numpy as np
from scipy import ndimage
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.ops import polygonize, unary_union


def chain(edges, fixed=()):
    """Join edges into arcs that end where other than two edges meet, at a `fixed` node or where labels change.

    Parameters
    ----------
    edges : dict of (node, node) to label, each pair ordered.
    fixed : nodes where every arc ends.

    Returns
    -------
    list of (label, [node, ...]); a closed arc repeats its first node.
    """
    around = defaultdict(list)
    for (a, b), label in edges.items():
        around[a].append((b, label))
        around[b].append((a, label))
    fixed = set(fixed)
    ends = {n for n, links in around.items() if n in fixed or len(links) != 2 or links[0][1] != links[1][1]}
    left = dict(edges)
    arcs = []
    for start in sorted(ends):
        for second, label in around[start]:
            if tuple(sorted((start, second))) in left:
                arcs.append((label, _walk(start, second, around, ends, left)))
    for a, b in list(edges):
        if (a, b) in left:
            arcs.append((left[a, b], _walk(a, b, around, {a}, left)))
    return arcs


def _walk(start, second, around, ends, left):
    path = [start, second]
    del left[tuple(sorted((start, second)))]
    while path[-1] not in ends:
        here = path[-1]
        step = next(n for n, _ in around[here] if tuple(sorted((here, n))) in left)
        del left[tuple(sorted((here, step)))]
        path.append(step)
    return path


def smooth(points, sigma, tolerance):
    """A smoothed and thinned copy of a polyline, in whole metres; ends stay, a closed line stays closed.

    `sigma` is the smoothing length in vertices, `tolerance` the thinning in metres.
    """
    points = np.asarray(points, float)
    closed = len(points) > 3 and np.array_equal(points[0], points[-1])
    if closed:
        body = ndimage.gaussian_filter1d(points[:-1], sigma, axis=0, mode="wrap")
        points = np.vstack([body, body[:1]])
    elif len(points) > 2:
        # Reflecting through the ends (not about them) keeps the ends where they are.
        pad = min(len(points) - 1, int(4 * sigma) + 1)
        ahead = 2 * points[0] - points[pad:0:-1]
        behind = 2 * points[-1] - points[-2 : -pad - 2 : -1]
        whole = ndimage.gaussian_filter1d(np.vstack([ahead, points, behind]), sigma, axis=0)
        points = np.vstack([points[:1], whole[pad + 1 : pad + len(points) - 1], points[-1:]])
    thin = np.rint(LineString(points).simplify(tolerance).coords)
    return [tuple(p) for p in thin]


def polygons_of(labels, xmin, ymax, cell, sigma=1.3, tolerance=30, background=None):
    """Polygons of each label of a grid, borders smoothed and shared.

    Returns
    -------
    dict of label to list of shapely polygons; `background` is left out.
    """
    arcs = chain(*_border_edges(labels))
    lines = []
    for _, nodes in arcs:
        row, col = np.divmod(np.array(nodes), labels.shape[1] + 1)
        line = smooth(np.column_stack([xmin + col * cell, ymax - row * cell]), sigma, tolerance)
        if len(set(line)) > (2 if line[0] == line[-1] else 1):
            lines.append(LineString(line))
    pieces = defaultdict(list)
    for face in polygonize(_noded(lines)):
        point = face.representative_point()
        label = labels[int((ymax - point.y) // cell), int((point.x - xmin) // cell)]
        if label != background:
            pieces[label].append(face)
    return {label: parts_of(unary_union(faces)) for label, faces in sorted(pieces.items())}


def _border_edges(labels):
    """Edges between cells of different label (the outside counts as one), and the frame's corner nodes."""
    rows, cols = labels.shape
    framed = np.pad(labels.astype(int), 1, constant_values=labels.min() - 1)
    edges = {}
    width = cols + 1
    for r, c in zip(*np.nonzero(framed[1:-1, 1:] != framed[1:-1, :-1])):
        edges[r * width + c, (r + 1) * width + c] = 0
    for r, c in zip(*np.nonzero(framed[1:, 1:-1] != framed[:-1, 1:-1])):
        edges[r * width + c, r * width + c + 1] = 0
    return edges, (0, cols, rows * width, rows * width + cols)


def _noded(lines):
    """Lines cut where they meet, again rounded to whole metres until rounding moves nothing."""
    merged = unary_union(lines)
    for _ in range(6):
        parts = [np.rint(part.coords) for part in merged.geoms]
        if all(np.array_equal(p, np.asarray(g.coords)) for p, g in zip(parts, merged.geoms)):
            break
        merged = unary_union([LineString(p) for p in parts if len(np.unique(p, axis=0)) > 1])
    return merged


def parts_of(geometry):
    """The polygons of a geometry, as a list."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [g for g in getattr(geometry, "geoms", ()) if isinstance(g, Polygon)]


def as_multi(polygons):
    """One multipolygon of a list of polygons."""
    return MultiPolygon(list(polygons))


def rounded(polygon):
    """The polygon in whole metres, repaired where rounding made it touch itself."""
    shell = np.rint(polygon.exterior.coords)
    holes = [np.rint(ring.coords) for ring in polygon.interiors]
    return parts_of(Polygon(shell, holes).buffer(0))


def without_specks(labels, least):
    """Labels whose connected patches under `least` cells took the label that surrounds them."""
    result = labels.copy()
    for value in np.unique(labels):
        patch, count = ndimage.label(labels == value)
        sizes = np.bincount(patch.ravel(), minlength=count + 1)
        sizes[0] = least
        small = (sizes < least)[patch]
        if small.any():
            keep = ndimage.distance_transform_edt(small, return_distances=False, return_indices=True)
            result = np.where(small, result[tuple(keep)], result)
    return result
