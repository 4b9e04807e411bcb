"""What starts functions besides requests: time, queues, topics, log groups."""
