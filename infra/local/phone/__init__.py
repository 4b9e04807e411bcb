"""The "phone": every text and mail that goes out, as it would arrive, and the network's receipt for it."""
