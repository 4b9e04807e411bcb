"""API Gateway and CloudFront, played as the template declares them."""
