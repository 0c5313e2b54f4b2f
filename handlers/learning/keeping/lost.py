"""A site that left the site file still has escalations; they are kept as long as shipped (domain.md e.6)."""

from __future__ import annotations

from domain.site import Directory, Site


def site_or_lost(directory: Directory, site_id: str) -> Site:
    """The site, or one of its id with nothing but what is shipped, on UTC."""
    return directory.site(site_id) or Site(site_id, site_id, "UTC", phone="", emergency_number="")
