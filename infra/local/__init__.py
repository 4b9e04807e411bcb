"""The laptop as an environment: the synthesized template, unmodified, with moto as its data plane."""
