"""Hazard maps as they are published (国土数値情報 and the like) become the standard hazard layer."""
