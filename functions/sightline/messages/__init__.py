"""What is said on the wire: the only source of the schema (see `schema.py`)."""
