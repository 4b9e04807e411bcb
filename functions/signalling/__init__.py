"""The WebSocket on which citizens, officers and workers meet."""
