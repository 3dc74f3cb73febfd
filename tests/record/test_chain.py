"""The text that a hash covers is the canonical JSON of the event, whatever it says."""

import json
from hashlib import sha256

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.record.canonical import canonical
from pe_tools.record.chain import Row, genesis, link, text_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(words, words, words, words, words, st.integers(1, 2**53 - 1), st.lists(words))
def test_the_text_of_an_event_is_its_canonical_json(stream, id_, kind, subject, at, seq, said):
    row = Row(stream, seq, id_, kind, subject, at, canonical(said), genesis(stream), "")
    whole = {
        "at": at,
        "body": said,
        "id": id_,
        "kind": kind,
        "seq": seq,
        "stream": stream,
        "subject": subject,
    }
    assert text_of(row).encode() == rfc8785.dumps(whole)
    assert json.loads(text_of(row)) == whole


def test_a_hash_covers_the_one_before_it_and_the_text():
    row = Row("w", 1, "i", "k", "", "2026", "null", "00" * 32, "")
    text = '{"at":"2026","body":null,"id":"i","kind":"k","seq":1,"stream":"w","subject":""}'
    assert link(row) == sha256(b"\x01" + bytes(32) + text.encode()).hexdigest()
