"""What all runs share: bots to be born, databases to be made, a folder for both."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

from storage.migrate import upgrade
from tests.crash.bots import Nursery
from tests.crash.cluster import Cluster


@dataclass
class Theatre:
    """What all runs share: the nursery, the PostgreSQL servers, a migrated SQLite file, a folder."""

    folder: Path
    nursery: Nursery = field(default_factory=Nursery)
    _clusters: dict[str, Cluster] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cluster(self, store: str) -> Cluster:
        """The PostgreSQL server of this name; started when it is first wanted."""
        with self._lock:
            if store not in self._clusters:
                self._clusters[store] = Cluster(self.folder / store)
            return self._clusters[store]

    def new_url(self, store: str, name: str) -> str:
        """The URL of a fresh migrated database: "sqlite", or on the PostgreSQL server of that name."""
        if store != "sqlite":
            cluster = self.cluster(store)
            return cluster.url(cluster.new_database())
        empty = self.folder / "empty.db"
        with self._lock:
            if not empty.exists():
                upgrade(f"sqlite:///{empty}")
        return f"sqlite:///{shutil.copy(empty, self.folder / f'{name}.db')}"

    def close(self) -> None:
        """End everything."""
        self.nursery.close()
        for cluster in self._clusters.values():
            cluster.close()
