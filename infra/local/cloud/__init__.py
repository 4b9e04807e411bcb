"""The data plane: tables, buckets, keys, queues and secrets in moto, made as the template declares them."""
