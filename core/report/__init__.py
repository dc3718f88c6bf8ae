"""The report: one page for people who decide, in their language."""
