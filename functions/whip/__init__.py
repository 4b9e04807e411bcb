"""WHIP and WHEP: programs send and watch over plain HTTP, without our WebSocket."""
