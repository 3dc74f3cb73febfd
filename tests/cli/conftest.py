import pytest
from click.testing import CliRunner

from pe_tools.cli import main
from pe_tools.places import home

KIT = """\
id: tea
version: "1"
title: Tea in the office
purpose: Which tea do we buy?
minutes: 30
roles:
  - {id: drinkers, name: People who drink tea}
  - {id: makers, name: People who make tea}
scales:
  - id: taste
    question: How does it taste?
    points:
      - {value: 1, word: bad}
      - {value: 2, word: so-so}
      - {value: 3, word: good}
items:
  - {id: green, kind: tea, text: Green tea., source: made up}
  - {id: black, kind: tea, text: Black tea., source: made up}
  - {id: secret, kind: tea, text: The secret tea., source: made up, sensitive: true}
  - {id: shop, kind: option, text: Buy in the shop., source: made up}
  - {id: farm, kind: option, text: Buy from the farm., source: made up}
steps:
  - {id: taste-tea, kind: rate, title: Taste, items: tea, scales: [taste], rounds: 2}
  - {id: rank-shops, kind: rank, title: Rank, items: option}
agenda:
  - {minutes: 20, step: taste-tea, round: 1}
  - {minutes: 10, step: rank-shops}
"""

ANSWERS = """\
participant,role,consent,round,green,black,secret,shop,farm
p1,drinkers,open,1,1,2,3,1,2
p2,drinkers,open,1,1,3,3,1,2
p3,drinkers,open,1,2,3,3,2,1
p4,makers,open,1,3,dont-know,1,2,1
p5,makers,report,1,3,1,1,1,2
"""


@pytest.fixture
def pe(tmp_path, monkeypatch):
    """Run ``pe`` in an empty folder, with a kit "tea" known and a sheet answers.csv."""
    (home() / "kits" / "tea").mkdir(parents=True)
    (home() / "kits" / "tea" / "kit.yaml").write_text(KIT)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "answers.csv").write_text(ANSWERS)

    def pe(*arguments, typed=""):
        return CliRunner().invoke(main, [str(part) for part in arguments], input=typed)

    return pe


@pytest.fixture
def taken(pe):
    """Run ``pe`` with a workshop "office" that holds the sheet."""
    result = pe("import", "answers.csv", "--kit", "tea", "--workshop", "office")
    assert result.output == "10 response(s) taken into 'office'.\n"
    return pe
