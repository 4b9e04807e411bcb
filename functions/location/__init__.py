"""Positions in, trails out."""
