"""Watt-Bit Siting: a QGIS plugin that sites data centres where power, network and safety agree."""


def classFactory(iface):  # noqa: N802 - the name QGIS calls
    """Return the plugin object.

    The import stays inside so that `wattbit.core` can be imported where QGIS is absent.
    """
    from .plugin import WattBitPlugin

    return WattBitPlugin(iface)
