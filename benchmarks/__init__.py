"""Measures how fast the product is and how it grows: each floor and the product in turn, in one run.

`python -m benchmarks` runs all of it, `python -m benchmarks p03 p08` some. Nothing here asserts a time: a ratio is
printed beside its goal, and a miss is printed as a miss. BENCH_FULL=1 takes the large sizes.

`bench.py` is what every part is given, `stores.py` the two databases, `stub_slack.py` a Slack of no cost in a process
of its own, `product.py` the product, `floors/` what it is held against, `table.py` the result.
"""
