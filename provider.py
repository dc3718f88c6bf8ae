"""The Processing provider: the list of what the plugin can do."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.ahpweights import AhpWeights
from .algorithms.allocatecapacity import AllocateCapacity
from .algorithms.bestworstweights import BestWorstWeights
from .algorithms.checkscenario import CheckScenario
from .algorithms.comparescenarios import CompareScenarios
from .algorithms.connectionroutes import ConnectionRoutes
from .algorithms.dataweights import DataWeights
from .algorithms.density import Density
from .algorithms.distance import Distance
from .algorithms.exclusion import Exclusion
from .algorithms.explain import Explain
from .algorithms.gridcapacity import GridCapacity
from .algorithms.groupweights import GroupWeights
from .algorithms.hazardscore import HazardScore
from .algorithms.importcapacity import ImportCapacity
from .algorithms.importhazard import ImportHazard
from .algorithms.importmesh import ImportMesh
from .algorithms.importnetwork import ImportNetwork
from .algorithms.latency import Latency
from .algorithms.locateregions import LocateRegions
from .algorithms.models import in_users_language
from .algorithms.overlay import Overlay
from .algorithms.planconsistency import PlanConsistency
from .algorithms.profilesites import ProfileSites
from .algorithms.rankweights import RankWeights
from .algorithms.regionalbalance import RegionalBalance
from .algorithms.rescale import Rescale
from .algorithms.runscenario import RunScenario
from .algorithms.settings import apply_settings
from .algorithms.verifyinstallation import VerifyInstallation

RESOURCES = Path(__file__).parent / "resources"
ICON = RESOURCES / "icons" / "plugin.svg"

# Written out, not discovered: a file that fails to import must be noticed, not silently left out.
ALGORITHMS = (
    ImportCapacity,
    ImportHazard,
    ImportMesh,
    ImportNetwork,
    Distance,
    GridCapacity,
    Latency,
    HazardScore,
    Density,
    Rescale,
    Exclusion,
    AhpWeights,
    BestWorstWeights,
    RankWeights,
    DataWeights,
    GroupWeights,
    Overlay,
    LocateRegions,
    AllocateCapacity,
    ProfileSites,
    CompareScenarios,
    Explain,
    PlanConsistency,
    RegionalBalance,
    ConnectionRoutes,
    RunScenario,
    CheckScenario,
    VerifyInstallation,
)


class WattBitProvider(QgsProcessingProvider):
    """Offers the algorithms of Watt-Bit Siting to the toolbox, to models and to qgis_process."""

    def id(self):
        return "wattbit"

    def name(self):
        return "Watt-Bit Siting"

    def icon(self):
        return QIcon(str(ICON))

    def svgIconPath(self):
        return str(ICON)

    def loadAlgorithms(self):
        apply_settings()
        for algorithm_class in ALGORITHMS:
            self.addAlgorithm(algorithm_class())
        registry = QgsApplication.processingRegistry()
        if registry.providerById(self.id()) is None:
            # A model looks its steps up in the registry, which does not have them before this provider.
            registry.providerAdded.connect(self._when_added)
            return
        for path in sorted((RESOURCES / "models").glob("*.model3")):
            model = QgsProcessingModelAlgorithm()
            if model.fromFile(str(path)):
                self.addAlgorithm(in_users_language(model))

    def _when_added(self, name):
        if name == self.id():
            QgsApplication.processingRegistry().providerAdded.disconnect(self._when_added)
            self.refreshAlgorithms()
