"""What a site's channel and its admins see of the rota: changes of hands, who is on call now, what is wrong ahead.

`handoffs.py` says when hands change, `ahead.py` what will be wrong and when it is told, `topic.py` what stands over
the channel.
"""
