"""Sealing: AES-256-GCM with a random nonce, bound to the place the seal belongs to."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pe_tools.record.canonical import canonical

_NONCE_BYTES = 12  # 96 bits; fewer than 2**32 seals are ever made under one key
_TAG_BYTES = 16


class BrokenSealError(ValueError):
    """A seal does not open: another key, another place, or changed bytes."""


def new_key() -> bytes:
    """Return a new random key of 256 bits."""
    return AESGCM.generate_key(256)


def seal(key: bytes, plain: bytes, *place: str) -> bytes:
    """Return the nonce and the ciphertext of `plain`, bound to `place`."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, canonical(place).encode())


def unseal(key: bytes, sealed: bytes, *place: str) -> bytes:
    """Return what was sealed; a BrokenSealError if anything about it is not as it was."""
    if len(sealed) < _NONCE_BYTES + _TAG_BYTES:
        raise BrokenSealError("too short for a seal")
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, canonical(place).encode())
    except InvalidTag:
        raise BrokenSealError("the seal does not open") from None
