"""The ledger of megawatts: sites are given grid connections, and spare capacity is spent once."""
