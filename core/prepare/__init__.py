"""Importers: files as analysts have them become the standard layers that the criteria read."""
