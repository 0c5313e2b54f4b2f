"""What managers do with their shifts, as pure rules (domain.md b.4).

`held.py` whose shift is when, and who could take it; `cover.py` the life of a request for cover or a swap;
`around.py` and `outlook.py` what is due before and at the start of a shift; `handing.py` handing a tier over;
`agreed.py` what becomes of the rota.
"""
