"""The facilitator's app: our own Voila, for one person on this machine.

It is started as ``python -m pe_tools.app``; the notebooks know nothing of it.
"""

from pe_tools.app.application import PeVoila

__all__ = ["PeVoila"]
