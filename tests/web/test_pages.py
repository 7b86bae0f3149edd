"""Pages: what they answer, that their address holds their state, and that downloads are whole."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from rapallo.brief.serialise import from_json
from rapallo.web.site import PAGES, files

BRIEF = "/brief/CHN/RUS?rival=USA&as_of=2018"
COMPARE = "/compare?pair=CHN-RUS&pair=USA-GBR&what=alignment&since=1946&until=1991"
TRIANGLE = "/triangle?first=CHN&second=RUS&third=USA&as_of=2018"
BOARD = "/board?as_of=1914"
WATCH = "/watch?as_of=2018&outcome=defence_pact&horizon=5&top=5"
CLAIMS = "/claims?file=essay&as_of=2018"
SCENARIO = (
    "/scenario?first=USA&second=RUS&third=CHN&start=2018&horizon=5"
    "&shock=defence_treaty%3ARUS-CHN%3A2019"
)
VIEWS = [BRIEF, COMPARE, TRIANGLE, BOARD, WATCH, SCENARIO, CLAIMS, "/data", "/method"]
CHARTED = [BRIEF, COMPARE, TRIANGLE, BOARD, SCENARIO]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def links(self) -> list[str]:
        return [a["href"] or "" for tag, a in self.elements if tag == "a" and "href" in a]


def page(client: TestClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"].startswith("text/html")
    return Page(answer.text)


def download(client: TestClient, address: str, **more: str) -> bytes:
    joined = "&".join(f"{name}={value}" for name, value in more.items())
    answer = client.get(address + ("&" if "?" in address else "?") + joined)
    assert answer.status_code == 200
    return answer.content


@pytest.mark.parametrize("address", ["/", "/api", *VIEWS])
def test_nothing_inline_and_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    found = page(client, address)
    for tag, attributes in found.elements:
        assert "style" not in attributes, (tag, attributes)
        assert tag != "style"
        assert not [name for name in attributes if name.startswith("on")]
        if tag in {"script", "link", "img"}:
            where = attributes.get("src") or attributes.get("href") or ""
            assert where.startswith("/static/")
            assert client.get(where).status_code == 200
        if tag == "script":
            assert attributes.get("src")


@pytest.mark.parametrize("address", ["/", *VIEWS[1:]])  # the brief's own are tested with it
def test_ids_are_unique_and_anchors_have_their_targets(client: TestClient, address: str) -> None:
    found = page(client, address)
    ids = [a["id"] for _, a in found.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for href in found.links():
        if href.startswith("#"):
            assert href[1:] in ids, href


def test_every_page_of_the_navigation_is_there(client: TestClient) -> None:
    for path, _ in PAGES:
        answer = client.get(path)
        assert answer.status_code in (200, 303), path
        if answer.status_code == 303:  # to an address that holds the whole state
            assert re.match(re.escape(path) + r"\?.*=", answer.headers["location"])


@pytest.mark.parametrize("address", ["/", *VIEWS])
def test_the_navigation_says_where_one_is(client: TestClient, address: str) -> None:
    text = client.get(address).text
    current = re.findall(r'<a href="([^"]*)" aria-current="page">([^<]*)', text)
    assert len(current) == 1
    assert current[0] in PAGES
    assert current[0][0] == ("/" if address == BRIEF else address.partition("?")[0])


def test_the_form_leads_to_an_address_that_holds_the_question(client: TestClient) -> None:
    asked = {"first": "china", "second": "Soviet Union", "rival": "", "as_of": "1960"}
    answer = client.get("/brief", params=asked)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/brief/CHN/RUS?as_of=1960"


def test_the_brief_is_the_brief(client: TestClient) -> None:
    found = page(client, BRIEF)
    whole = from_json(download(client, BRIEF, format="json").decode())
    assert whole.verdict.text in found.text
    for entry in whole.ledger:
        assert entry.title in found.text
    for source in whole.sources:
        assert source.citation in found.text


@pytest.mark.parametrize("address", VIEWS)
def test_each_view_says_its_address_and_gives_its_figures(client: TestClient, address: str) -> None:
    found = page(client, address)
    codes = "".join(found.words)
    assert address in codes
    rows = list(csv.reader(io.StringIO(download(client, address, format="csv").decode())))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    assert json.loads(download(client, address, format="json"))
    offered = [urljoin(address, href) for href in found.links() if "format=" in href]
    assert len(offered) >= 2
    assert any("citation" in word or re.search(r"\d{4}", word) for word in found.words)


@pytest.mark.parametrize("address", CHARTED)
def test_each_chart_comes_as_svg_and_png(client: TestClient, address: str) -> None:
    assert download(client, address, format="svg").startswith(b"<svg")
    picture = download(client, address, format="png")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(picture[16:20], "big")
    assert width > 700


def test_every_download_offered_on_the_brief_is_there(client: TestClient) -> None:
    offered = [href for href in page(client, BRIEF).links() if "format=" in href]
    assert len(offered) > 8
    for href in offered:
        answer = client.get(href)
        assert answer.status_code == 200, href
        assert "attachment; filename=" in answer.headers["content-disposition"]


def test_years_later_than_asked_are_in_no_comparison(client: TestClient) -> None:
    found = json.loads(download(client, COMPARE, format="json"))
    years = {row["year"] for row in found["rows"]}
    assert min(years) >= 1946
    assert max(years) == 1991
    assert {(r["state1"], r["state2"]) for r in found["rows"]} == {("CHN", "RUS"), ("USA", "GBR")}


def test_the_board_agrees_with_history(client: TestClient) -> None:
    found = json.loads(download(client, BOARD, format="json"))
    camp = {one["code"]: one["camp"] for one in found["states"]}
    assert camp["DEU"] == camp["AUH"]
    assert camp["FRA"] == camp["GBR"]
    assert camp["DEU"] != camp["FRA"]
    assert sum(found["shares"]) == pytest.approx(1)
    assert all(-1 <= one["hold"] <= 1 for one in found["states"] if one["hold"] is not None)


def test_a_scenario_moves_what_it_shocks(client: TestClient) -> None:
    found = json.loads(download(client, SCENARIO, format="json"))
    effects = {tuple(sorted(p["pair"])): p["effect"]["middle"][-1] for p in found["pairs"]}
    assert effects["CHN", "RUS"] > 2
    assert abs(effects["CHN", "USA"]) < 1
    calm = SCENARIO.replace("&shock=defence_treaty%3ARUS-CHN%3A2019", "")
    baseline = json.loads(download(client, calm, format="json"))
    for with_shock, without in zip(found["pairs"], baseline["pairs"], strict=True):
        assert with_shock["baseline"] == without["baseline"]
        assert set(without["effect"]["middle"]) == {0.0}


def test_the_form_of_the_lab_leads_to_its_address(client: TestClient) -> None:
    rows = {
        "first": "USA", "second": "Russia", "third": "CHN", "start": "2018", "horizon": "5",
        "kind": ["gas_deal", ""], "of": ["russia-CHN", ""], "when": ["2019", ""],
        "size": ["12.5", ""], "years": ["3", ""],
    }  # fmt: skip
    answer = client.get("/scenario", params=rows)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("&shock=gas_deal%3ARUS-CHN%3A2019%3A12.5%3A3")


def test_claims_are_those_that_are_shipped_and_no_file_is_read(client: TestClient) -> None:
    report = json.loads(download(client, CLAIMS, format="json"))
    assert sum(report["counts"].values()) == len(report["claims"]) > 50
    for name in ("/etc/passwd", "../essay", "essay.yaml"):
        assert client.get("/claims", params={"file": name, "as_of": "2018"}).status_code == 422


def test_an_error_says_what_would_do_and_keeps_what_was_typed(client: TestClient) -> None:
    answer = client.get("/brief", params={"first": "Frence", "second": "RUS", "as_of": "1890"})
    assert answer.status_code == 404
    assert "did you mean" in answer.text
    assert 'value="Frence"' in answer.text
    before = client.get("/brief/CHN/RUS?as_of=1850")
    assert before.status_code == 422
    assert "1860 to the present" in before.text


@pytest.mark.parametrize(
    "address",
    [
        "/brief/CHN/CHN", "/brief/CHN/RUS?as_of=1700", "/brief/CHN/RUS?as_of=٢٠١٨",
        "/brief/CHN/RUS?rival=USA&as_of=2018&format=exe",
        "/brief/CHN/RUS?rival=USA&as_of=2018&format=svg&chart=../../etc/passwd",
        "/compare?pair=CHN", "/compare?pair=CHN-RUS&what=secrets",
        "/compare?pair=CHN-RUS&since=2000&until=1990", "/watch?as_of=2018&top=9999",
        "/watch?as_of=2018&horizon=4", "/scenario?first=USA&second=RUS&start=2018&shock=x:USA:2019",
        "/scenario?first=USA&second=RUS&start=2018&shock=gas_deal:USA-RUS:2019:nan",
        "/scenario?first=USA&second=RUS&start=2018&shock=gas_deal:USA-RUS:1999:1",
        "/scenario?first=USA&second=USA&start=2018", "/scenario?first=USA&second=RUS&start=1900",
        "/board?as_of=abc", "/watch?as_of=1816", "/?as_of=x",
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_not_thrown(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (404, 422)
    assert "Traceback" not in answer.text
    assert 'role="alert"' in answer.text


def test_files_of_the_site_and_no_others(client: TestClient) -> None:
    assert {"theme.css", "site.css", "site.js", "mark.svg"} == set(files())
    for name in ("../app.py", "..%2fapp.py", "app.py", "%2e%2e%2fsite.py"):
        assert client.get(f"/static/{name}").status_code == 404
