"""Sites that are given (parcels, regions, schools): everything that is known of each."""
