"""Rivers as named lines, from the drainage tree."""

import numpy as np

from . import frame, topology

NAMES = (
    ("碧川", "Midori River"),
    ("葦瀬川", "Ashise River"),
    ("白楡川", "Shiranire River"),
    ("琴川", "Koto River"),
    ("鳩川", "Hato River"),
    ("月待川", "Tsukimachi River"),
)
DRAWN_KM2 = 14.0


def rivers(terrain, regions):
    """Records of the rivers that touch the prefecture; the largest get names along their main stem."""
    receiver = terrain.drainage.receiver
    area = terrain.area_km2.ravel()
    wet = np.flatnonzero((area >= DRAWN_KM2) & ~terrain.is_sea.ravel() & (receiver != np.arange(area.size)))
    mouths = [c for c in wet if terrain.is_sea.ravel()[receiver[c]] and regions.labels.ravel()[c] < 100]
    mouths.sort(key=lambda c: -area[c])
    label = {int(c): ("支川", "tributary") for c in wet}
    largest_above = {}
    for cell in wet[np.argsort(area[wet], kind="stable")]:
        largest_above[int(receiver[cell])] = int(cell)
    for mouth, name in zip(mouths, NAMES):
        cell = int(mouth)
        while cell in label:
            label[cell] = name
            cell = largest_above.get(cell, -1)
    edges = {tuple(sorted((int(c), int(receiver[c])))): label[int(c)] for c in wet}
    records = []
    for (name, name_en), nodes in topology.chain(edges):
        row, col = np.divmod(np.array(nodes), terrain.is_sea.shape[1])
        line = topology.smooth(np.column_stack(frame.centre_of(row, col)), 2.2, 28)
        if len(set(line)) > 1 and np.any(regions.labels[row, col] % 100):
            records.append((line, {"name": name, "name_en": name_en}))
    return records
