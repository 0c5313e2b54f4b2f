"""What the product is held against: the least that the same stack must do, and APScheduler as it comes."""
