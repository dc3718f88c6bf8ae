"""Import of capacity tables (空容量, 供給余力) step by step, from files to the standard layer."""
