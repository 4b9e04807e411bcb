"""Where Sightline runs: the AWS stacks, and the laptop that applies the same template."""
