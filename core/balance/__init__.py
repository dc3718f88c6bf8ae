"""How sites, area and megawatts are spread over regions, before and after new sites, and against generation."""
