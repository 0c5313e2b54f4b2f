"""Tells a site's channel and its admins of the rota: changes of hands, topic and user group, what is wrong ahead.

`lookout.py` goes round; `handoffs.py` posts, `ahead.py` warns, `standing.py` keeps topic and user group in step;
`drawn.py` says what their messages say when they are sent.
"""
