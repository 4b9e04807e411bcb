"""Who is calling: tickets for WebSockets, and the Lambda authorizers of both APIs."""
