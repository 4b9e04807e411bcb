"""Sessions: officers list them, look into them, end them; time ends those that were left."""
