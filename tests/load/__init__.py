"""A whole workshop as plain clients: phones, a facilitator, two screens, and readers beside them. See `run.py`."""
