"""The "phone": every text that goes out, as it would arrive, and the network's receipt for it."""
