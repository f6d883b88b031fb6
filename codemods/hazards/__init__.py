"""Hazards: what is shared, which tests meet on it, in which roles, and what should be done."""
