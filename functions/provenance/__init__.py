"""Gives copies their C2PA credentials, after they were made and before anybody sees them."""
