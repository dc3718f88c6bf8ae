"""Texts of the models that ship, in the user's language: a model file holds them in one only."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

#: What each model does, by its name.
MODEL_HELP = {
    "power_first_screening": (
        "Power-first screening: spare grid capacity weighs 0.7, nearness to roads (1 at the road, 0 from 5 km) 0.3, "
        "and what the given layers cover is excluded. The best regions become candidates. Unknown capacity is no "
        "capacity of 0: its cells are not assessed."
    ),
    "hazard_network_candidates": (
        "Hazard and network to candidates: the score of the hazards (the worst counts, severity 4 excludes) and of "
        "the round trip to the nearest network node weigh the same. The best regions become candidates."
    ),
    "compare_two_weightings": (
        "Compare two weightings: the same scores are combined under two sets of weights, and the comparison tells "
        "where the results differ and which of the best cells both agree on."
    ),
}

#: What each parameter of a model, and each result, is called.
MODEL_TITLES = {
    "CAPACITY": "Grid capacity",
    "ROADS": "Roads",
    "EXCLUDED": "Layers that exclude",
    "DEMAND_MW": "Demand (MW)",
    "HORIZON_YEAR": "In service by",
    "EXTENT": "Extent",
    "CRS": "CRS (projected, metres)",
    "CELL_SIZE": "Cell size (m)",
    "COUNT": "Candidates",
    "MIN_AREA_HA": "Least area (ha)",
    "MAX_AREA_HA": "Largest area (ha)",
    "MIN_SCORE": "Least score",
    "HAZARDS": "Imported hazard layers",
    "NODES": "Network nodes (IX, landing stations)",
    "BEST_MS": "Best round trip (ms)",
    "WORST_MS": "Worst round trip (ms)",
    "CRITERIA": "Criteria (rasters of scores)",
    "WEIGHTS_A": "Weights A",
    "WEIGHTS_B": "Weights B",
    "TOP_PERCENT": "Best share (%)",
    "Suitability": "Suitability",
    "Candidates": "Candidates",
    "Suitability_A": "Suitability A",
    "Suitability_B": "Suitability B",
    "Comparison": "Comparison",
}

#: What each parameter of a model means.
MODEL_PARAMETERS = {
    "CAPACITY": "Imported grid capacity of the demand side: substations or lines with their spare MW.",
    "ROADS": "Lines of the roads that a site must be near to.",
    "EXCLUDED": "Polygons, lines or points on which nothing is built; a cell that one touches is excluded.",
    "DEMAND_MW": "Contract power at the receiving point.",
    "HORIZON_YEAR": "Year in which the power must be there; capacity of a later year does not count.",
    "EXTENT": "Area to look at, widened to whole cells. Features outside it count too.",
    "CRS": "Projected CRS in metres, for example the zone of Japan's plane rectangular system.",
    "CELL_SIZE": "Side of a cell. A half takes four times as long.",
    "COUNT": "How many candidate regions at most.",
    "MIN_AREA_HA": "Smaller regions are no candidates.",
    "MAX_AREA_HA": "No candidate is larger.",
    "MIN_SCORE": "Every cell of a candidate scores this at least.",
    "HAZARDS": "Layers made by the hazard importer, with their severity.",
    "NODES": "Points of the network; round trips are straight lines times 1.4.",
    "BEST_MS": "Round trip that scores 1.",
    "WORST_MS": "Round trip that scores 0.",
    "CRITERIA": "Scores from 0 to 1 on one grid.",
    "WEIGHTS_A": "One weight a criterion, in their order, separated by commas.",
    "WEIGHTS_B": "One weight a criterion, in their order, separated by commas.",
    "TOP_PERCENT": "How much of the area counts as the best.",
}


def _tr(text):
    return QCoreApplication.translate("WattbitAlgorithm", text)


def in_users_language(model):
    """Give a model, just loaded, its titles and its help in the user's language."""
    for child in model.childAlgorithms().values():
        outputs = child.modelOutputs()
        for output in outputs.values():
            output.setDescription(_tr(MODEL_TITLES[output.name()]))
        child.setModelOutputs(outputs)
        model.setChildAlgorithm(child)
    model.updateDestinationParameters()
    helps = {"ALG_DESC": _tr(MODEL_HELP[model.name()]), "ALG_CREATOR": "Watt-Bit Siting"}
    for parameter in model.parameterDefinitions():
        name = parameter.name()
        if name in MODEL_PARAMETERS:
            parameter.setDescription(_tr(MODEL_TITLES[name]))
            parameter.setHelp(_tr(MODEL_PARAMETERS[name]))
            helps[name] = _tr(MODEL_PARAMETERS[name])
    model.setHelpContent(helps)
    return model
