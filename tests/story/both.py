"""Which stories are told on both stores: each first of its kind, and where several write at once.

What a store does differently is the tests/storage's to find, and these run on both throughout.
"""

from __future__ import annotations

import pytest

on_both_stores = pytest.mark.parametrize("url", ["sqlite", "postgres"], indirect=True)
