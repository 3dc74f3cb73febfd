"""One report with every kind of block, in English and in Arabic."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest

from pe_tools.blocks import (
    Block,
    Callout,
    Cover,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
)
from pe_tools.language import words as language_words

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120" style="max-width: 100%">
<g id="axes"><path d="M20 100H380" style="stroke: currentColor; fill: none"/>
<path id="bar" d="M40 100V40H100V100Z" style="fill: #7a6a00; stroke: currentColor"/>
<use xlink:href="#bar" xmlns:xlink="http://www.w3.org/1999/xlink" x="100"/>
<path d="M260 100V60H320V100Z" clip-path="url(#frame)" style="fill: #2d4b8e"/></g>
<defs><clipPath id="frame"><rect x="0" y="0" width="400" height="120"/></clipPath></defs></svg>"""

CATALOG = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: ar\n"

msgid "Decision point"
msgstr "نقطة قرار"

msgid "Caution"
msgstr "تنبيه"

msgid "Dissent"
msgstr "رأي مخالف"

msgid "Note"
msgstr "ملاحظة"

msgid "Table: {caption}"
msgstr "جدول: {caption}"

msgid "The numbers behind this figure"
msgstr "الأرقام وراء هذا الشكل"

msgid "Skip to the report"
msgstr "انتقل إلى التقرير"

msgid "Read this **first**."
msgstr "اقرأ هذا **أولا**."

msgid "**Decision point.** Who answers for it?"
msgstr "**نقطة قرار.** من المسؤول عن ذلك؟"
"""


def png(width: int = 6, height: int = 4) -> str:
    """Return a small grey PNG as base64 text."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x99" * width) * height)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + parts).decode()


def report_in_english() -> tuple[Block, ...]:
    """Return one block of every kind, and several of some."""
    levels = Table(
        "Level of each harm, by role group",
        ("Harm", "Community members", "Data stewards", "Analysts", "Priority"),
        (
            ("A patient is recognised in the shared records", "4", "2", "3", "4"),
            ("Records are used to set insurance prices", "5", "5", "4", "5"),
            ("النتائج لا تعود إلى الحي (a card in Arabic)", "3", "–", "2", "3"),
        ),
        (1, 2, 3, 4),
    )
    answers = Table(
        "Answers before and after talking",
        ("Answer", "First round", "Second round"),
        (("Severe", "7", "5"), ("Moderate", "3", "6"), ("Does not say", "2", "1")),
        (1, 2),
    )
    return (
        Cover(
            "Clinic records for research: what could go wrong?",
            "Report of the risk assessment workshop",
            facts=(
                ("Workshop", "demo, 14 March 2026"),
                ("Who took part", "12 people in 4 role groups"),
                ("Kit", "risk_assessment 1.0.0"),
                ("Head of the record", "9f2c" * 16),
            ),
            notice="These data are made up. Nothing here is about real people.",
        ),
        Paragraph(
            "The group rated twelve harms, talked, and rated them again. Three harms need a "
            "decision before any record is shared.",
            "lead",
        ),
        Heading("What the group found"),
        Paragraph(
            "Each row below is one harm. A low agreement is a reason to talk, not a mistake. "
            "The most concerned role group sets the priority of a harm."
        ),
        levels,
        Figure(
            SVG,
            "Most people (7 of 12) called this harm severe before talking. Afterwards it was "
            "5 of 12.",
            "After talking, fewer people call recognition severe",
            answers,
        ),
        Heading("Open questions", 3),
        Listing(
            ("Who pays for the second audit?", "Who may say stop?", "من يقرر؟ (asked in Arabic)")
        ),
        Listing(("First, the audit.", "Then, the vote."), is_numbered=True),
        Heading("What people said", 3),
        Quote(
            "They ask us every year. Nothing ever comes back to our street.", "A community member"
        ),
        Quote("نريد أن نعرف من يستخدم سجلاتنا ولماذا.", "A community member"),
        Heading("Decisions"),
        Callout(
            "decision",
            "Share with a cap",
            (
                "The clinic shares yearly counts only.",
                "Owner: the data stewards. Until June 2027.",
            ),
        ),
        Callout("caution", "Two people left early", ("Their second answers are missing.",)),
        Callout(
            "dissent",
            "Two community members disagree",
            ("They would stop the use until the audit is paid for.",),
        ),
        Callout("note", "", ("Levels come from the DPV 5x5 matrix.",)),
        Heading("How this was made"),
        Paragraph("Every threshold is a parameter. All of them are in the table above.", "small"),
        Picture(png(), "A grey box"),
        Preformatted("mean   1.50\nspread 0.25"),
    )


def report_in_arabic() -> tuple[Block, ...]:
    """Return a right-to-left report with Latin names and English text inside."""
    levels = Table(
        "مستوى كل ضرر حسب المجموعة",
        ("الضرر", "أفراد المجتمع", "أمناء البيانات", "الأولوية"),
        (
            ("التعرف على مريض في السجلات المشتركة", "4", "2", "4"),
            ("استخدام السجلات لتحديد أسعار التأمين", "5", "5", "5"),
            ("Results never come back to the street [en]", "3", "–", "3"),
        ),
        (1, 2, 3),
    )
    return (
        Cover(
            "سجلات العيادة للبحث: ما الذي قد يسوء؟",
            "تقرير ورشة تقييم المخاطر",
            language="ar",
            direction="rtl",
            facts=(
                ("الورشة", "Workshop W001, 14 March 2026"),
                ("المشاركون", "12 شخصا في 4 مجموعات"),
                ("رأس السجل", "9f2c" * 16),
            ),
            notice="هذه البيانات مختلقة ولا تخص أشخاصا حقيقيين.",
        ),
        Paragraph("قيّمت المجموعة اثني عشر ضررا، ثم تحدثت، ثم قيّمتها مرة أخرى.", "lead"),
        Heading("ما وجدته المجموعة"),
        Paragraph("Workshop W001 ورشة المجموعة: كل صف هو ضرر واحد، والاتفاق المنخفض سبب للحديث."),
        Paragraph("This paragraph is not translated yet, so it reads from left to right."),
        levels,
        Figure(
            SVG,
            "معظم الناس (7 من 12) رأوا الضرر شديدا.",
            "بعد الحديث قل عدد من يرى الضرر شديدا",
            levels,
        ),
        Heading("أسئلة مفتوحة", 3),
        Listing(("من يدفع ثمن التدقيق الثاني؟", "Who may say stop?", "من يقرر؟")),
        Listing(("أولا التدقيق.", "ثم التصويت."), is_numbered=True),
        Quote("يسألوننا كل عام ولا يعود شيء إلى شارعنا.", "من أفراد المجتمع"),
        Quote("They ask us every year. Nothing comes back.", "من أفراد المجتمع"),
        Heading("القرارات"),
        Callout(
            "decision", "المشاركة بحد أعلى", ("تشارك العيادة أعدادا سنوية فقط، حتى June 2027.",)
        ),
        Callout("dissent", "اعتراض عضوين", ("يريدان وقف الاستخدام حتى يدفع ثمن التدقيق.",)),
        Picture(png(), "مربع رمادي"),
        Preformatted("mean   1.50\nspread 0.25"),
    )


@pytest.fixture
def english() -> tuple[Block, ...]:
    return report_in_english()


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Block, ...]:
    (tmp_path / "ar.po").write_text(CATALOG, encoding="utf-8")
    monkeypatch.setattr(language_words, "CATALOGS", tmp_path)
    return report_in_arabic()


@pytest.fixture
def small_png() -> str:
    return png()


@pytest.fixture
def small_svg() -> str:
    return SVG
