"""A question as typed -> what it asks of which indicator, where and when."""
