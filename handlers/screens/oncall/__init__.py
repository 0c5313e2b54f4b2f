"""What `/oncall` answers, and the lines about who is on call on App Home.

`now.py` who holds each tier now and next, `paged.py` who would be paged then, `asking.py` the form and what is said
about words that were not understood; `words.py` the words that they share.
"""
