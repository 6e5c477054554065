"""Everything that is described, for a catalogue: the services of today and every published version."""

from __future__ import annotations

from portal.services.published.cpsv_ap import Node, Whole, as_document, catalogue_nodes
from portal.services.published.describing import describe_service, describe_text
from portal.services.published.reading import Reading


def catalogue_document(reading: Reading, whole: Whole, *, fictional: bool = False) -> Node:
    """The catalogue as JSON-LD. Of made-up municipalities there is nothing in it unless ``fictional``."""
    found = [
        standing for standing in reading.listed() if fictional or not standing.record.municipality.fictional
    ]
    services = [service for service in map(describe_service, found) if service]
    texts = [
        describe_text(standing.record, version, stage, reading.today)
        for standing in found
        for stage in reading.stages(standing.record)
        if (version := standing.record.version(stage.n))
    ]
    return as_document(catalogue_nodes(whole, services, texts))
