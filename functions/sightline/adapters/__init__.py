"""How the outside offers what the ports ask for; the only place that imports boto3."""
