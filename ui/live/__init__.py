"""The live preview: the scenario on the canvas while it is edited."""
