"""A suite as pytest would collect it: read, and never imported."""
