"""What is wanted: the scenario file, read into frozen dataclasses with every fault reported at once."""
