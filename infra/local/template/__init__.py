"""Reading what the stacks were synthesized to: templates, their intrinsic functions, their resources."""
