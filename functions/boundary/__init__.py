"""Between Chalice and the product: what every Lambda function's app shares, and nothing of what it does."""
