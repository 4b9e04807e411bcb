"""Bundles: what is handed to a court, and the verifier that goes with it."""
