"""Write a notice into a file that people can change, and read the changed one."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pe_tools.errors import NoticeFileError
from pe_tools.workshop.notice import FIELDS, Notice


class WrittenNotice(BaseModel):
    """What a file says of a notice: fields, and paragraphs by language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: dict[str, str] = {}
    texts: dict[str, tuple[str, ...]] = {}
    what_changed: dict[str, tuple[str, ...]] = {}


def notice_text(notice: Notice) -> str:
    """Return a notice as YAML, to be changed and read again; what changed is left to be said."""
    written = {
        "fields": {name: notice.fields.get(name, "") for name in FIELDS},
        "texts": {language: [*text] for language, text in notice.texts.items()},
        "what_changed": {language: [] for language in notice.texts},
    }
    yaml = YAML()
    yaml.width = 10**6  # one paragraph a line
    out = StringIO()
    yaml.dump(written, out)
    return out.getvalue()


def read_notice(path: Path) -> WrittenNotice:
    """Return what a YAML file says of a notice.

    Raises
    ------
    NoticeFileError
        If it is not a notice; the sentence says where.
    """
    try:
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return WrittenNotice.model_validate(found or {})
    except (YAMLError, UnicodeDecodeError) as err:
        what = "This is not YAML in UTF-8."
        raise NoticeFileError(file=path.name, what=what) from err
    except ValidationError as err:
        first = err.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise NoticeFileError(file=path.name, what=f"{place}: {first['msg']}.") from err
