"""What the tests inside QGIS share: the provider, and the command line in a profile of its own."""

from __future__ import annotations

import pytest

pytest.importorskip("qgis.core", reason="needs QGIS: run `make test`")


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    """The plugin's provider, registered as QGIS does it, until the end of the module that asks for it."""
    from qgis.core import QgsApplication
    from wattbit.provider import WattBitProvider

    registry = QgsApplication.processingRegistry()
    added = WattBitProvider()
    assert registry.addProvider(added)
    yield added
    registry.removeProvider(added)


class CommandLine:
    """qgis_process with the plugin enabled in a fresh profile."""

    def __init__(self, tools, profile):
        self.tools = tools
        self.profile = profile

    def __call__(self, *arguments):
        return self.tools.run(arguments, self.profile, timeout=240)

    def run(self, algorithm, **parameters):
        """Run an algorithm with NAME=value parameters; return the completed process."""
        return self("run", algorithm, "--", *(f"{name}={value}" for name, value in parameters.items()))

    def failure(self, algorithm, **parameters):
        """Return the sentence with which a run must fail, without what QGIS itself adds around it."""
        completed = self.run(algorithm, **parameters)
        text = self.tools.failure_text(completed)
        assert completed.returncode != 0, f"exit code 0, though it should fail: {completed.stdout}{text}"
        return text


@pytest.fixture(scope="session")
def command_line(tmp_path_factory):
    """Callable that runs qgis_process; see `CommandLine`."""
    from wattbit.tools import qgis_process

    return CommandLine(qgis_process, qgis_process.create_profile(tmp_path_factory.mktemp("profile")))
