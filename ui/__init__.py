"""The siting workbench: what analysts click. It holds no maths; algorithms do the work."""
