"""Running the algorithms on sites and connections as QGIS does, and reading what they wrote."""

from __future__ import annotations

import csv

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from wattbit.tests.qgis.tiny import memory_layer, point


def run(algorithm_class, **parameters):
    """Check the parameters as QGIS does, run, and return the results and what was said."""
    algorithm, context, feedback = (
        algorithm_class().create(),
        QgsProcessingContext(),
        QgsProcessingFeedback(False),
    )
    context.setProject(QgsProject.instance())
    checked = algorithm.checkParameterValues(parameters, context)
    assert checked == (True, ""), checked
    results, is_ok = algorithm.run(parameters, context, feedback)
    assert is_ok, feedback.textLog()
    return results, feedback.textLog()


def refusal(algorithm_class, **parameters):
    """The sentence with which a run is refused, before it or in it; nothing else will do."""
    algorithm, context, feedback = (
        algorithm_class().create(),
        QgsProcessingContext(),
        QgsProcessingFeedback(False),
    )
    context.setProject(QgsProject.instance())
    is_ok, text = algorithm.checkParameterValues(parameters, context)
    if is_ok:
        try:
            algorithm.run(parameters, context, feedback, {}, False)
        except QgsProcessingException as error:
            text = str(error)
    assert text.endswith(".") and "Traceback" not in text, text
    return text


def features(path):
    """Attributes of every feature; NULL is None."""
    layer = QgsVectorLayer(str(path), "result", "ogr")
    assert layer.isValid()
    names = [f.name() for f in layer.fields()]
    return [{n: f[n] if f[n] != None else None for n in names} for f in layer.getFeatures()]  # noqa: E711


def table(path):
    """Rows of a CSV file."""
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def capacity(rows, crs="EPSG:6677"):
    """A capacity layer of (x, y, name, spare MW, kV, year, group)."""
    fields = (
        "name:string,spare_mw:double,voltage_kv:double,year_available:integer,shared_group:string,side:string"
    )
    return memory_layer(
        [(point(x, y), *rest, "demand") for x, y, *rest in rows], fields, crs=crs, name="capacity"
    )


def sites(rows, fields="name:string,mw:double,score:double", crs="EPSG:6677"):
    """Sites of (x, y, attributes ...)."""
    return memory_layer([(point(x, y), *rest) for x, y, *rest in rows], fields, crs=crs, name="sites")
