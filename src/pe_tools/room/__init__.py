"""The desk: the one process that writes while ``pe serve`` runs, and what keeps it running."""
