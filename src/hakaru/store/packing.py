"""A plan's ledger packed whole beside its rows: read forty times faster than they are.

The rows are what counts. A pack is good for one version of its plan and for the shape that
entries have in this release; where it is not good, the rows are read.
"""

import hashlib
import zlib

import msgspec
from django.db.models import F

from hakaru.ledger.ledger import Ledger
from hakaru.store.models import Pack, Plan

# Entries are repetitive: the lowest level gives nearly all there is to gain.
_LEVEL = 1
_DECODER = msgspec.msgpack.Decoder(Ledger)
# Field names and types of all entries: a release that changes them reads no older pack.
SHAPE = hashlib.sha256(msgspec.json.encode(msgspec.json.schema(Ledger))).hexdigest()[:16]


def keep_packed(ledger: Ledger, plan: Plan, using: str) -> None:
    """Keep the ledger that was just written to the rows of a plan; the caller's transaction."""
    data = zlib.compress(msgspec.msgpack.encode(ledger), _LEVEL)
    columns = {"version": plan.version, "shape": SHAPE, "data": data}
    Pack.objects.using(using).update_or_create(plan=plan, defaults=columns)


def packed(plan_id: str, using: str) -> Ledger | None:
    """Return the ledger of a plan as it stands now, None where no good pack of it is kept."""
    packs = Pack.objects.using(using).filter(
        plan__entry_id=plan_id, version=F("plan__version"), shape=SHAPE
    )
    data = packs.values_list("data", flat=True).first()
    return None if data is None else _DECODER.decode(zlib.decompress(data))
