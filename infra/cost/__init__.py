"""What a month costs: quantities that follow from the system, times a table of unit prices."""
