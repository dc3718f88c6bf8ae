"""Network and power assets (PeeringDB, landing points, OpenStreetMap, any table) become the network layer."""
