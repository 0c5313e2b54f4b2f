"""What each person sees, as plain data, before any platform draws it (screens.md).

`parts.py` and `fields.py` what screens are made of, `scene.py` the shared words about one escalation, then one file
per reader: `picker.py`, `raiser.py`, `responder.py`, `channel.py`, `home.py`; `forms.py` the dialogs after the first
tap.
"""

from handlers.screens.parts import Form, Screen
from handlers.screens.scene import Scene

__all__ = ["Form", "Scene", "Screen"]
