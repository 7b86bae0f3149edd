"""An update against a server with cuts, slow answers and errors ends right or says why."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from filelock import FileLock

from rapallo.sources.official.forms import official
from rapallo.sources.source import SourceError
from rapallo.warehouse import fetch
from rapallo.warehouse.fetch import Client, FetchError
from rapallo.warehouse.receipt import in_use
from rapallo.warehouse.store import WarehouseError
from rapallo.warehouse.update import offer, update

ID = "nmc_7_0"
ROW = "".join(f"DOM,42,{y},1,12,0,5,2910,610,.0012,7\n" for y in range(1952, 1957))


def small(id=ID):
    form = official(id)
    return replace(form, source=replace(form.source, rows={}))


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(server, waits):
    with Client(server, tries=4, timeout=0.3, sleep=waits.append) as made:
        yield made


@pytest.fixture
def held(publisher, client, tmp_path):
    """A version that is in use."""
    publisher.publish(ID)
    receipt = update(small(), client, tmp_path).receipt
    publisher.asked.clear()
    return receipt


def next_version(samples, id=ID, old="DOM,42,1951", new=None):
    """The sample's files with some rows more, or with something replaced."""
    files = dict(samples[id]["files"])
    name = next(iter(files))
    files[name] = files[name].replace(old, new) if new is not None else files[name].lstrip() + ROW
    return files


def in_use_is(tmp_path, receipt):
    found = in_use(tmp_path, small())
    assert found == receipt
    for file, path in zip(found.files, found.paths(tmp_path), strict=True):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
    return True


def test_the_receipt_tells_what_was_fetched_and_when(held, tmp_path):
    path = held.paths(tmp_path)[0]
    assert held.files[0].url == "https://correlatesofwar.org/wp-content/uploads/NMCv7.zip"
    assert held.files[0].bytes == path.stat().st_size
    assert held.rows == {"capabilities": 2}
    assert held.last == 1951
    assert held.columns["NMC-70-abridged.csv"][:3] == ["stateabb", "ccode", "year"]


def test_what_is_up_to_date_is_not_fetched_again(held, publisher, client, tmp_path):
    done = update(small(), client, tmp_path)
    assert not done.changed
    assert {method for method, *_ in publisher.asked} == {"HEAD"}


def test_a_newer_version_lies_beside_the_older_and_what_changed_is_told(
    held, publisher, client, samples, tmp_path
):
    publisher.publish(ID, next_version(samples))
    done = update(small(), client, tmp_path)
    assert done.changed
    assert done.receipt.version != held.version
    assert held.paths(tmp_path)[0].is_file()
    assert any("capabilities: +5 rows" in note for note in done.notes)


def test_a_dry_run_tells_the_size_and_fetches_nothing(publisher, client, tmp_path):
    publisher.publish(ID)
    found = offer(small(), client, tmp_path)
    assert found.newer
    assert found.size == len(next(iter(publisher.held.values())))
    assert {method for method, *_ in publisher.asked} == {"HEAD"}
    assert not list(tmp_path.rglob("*.zip"))


@pytest.mark.parametrize("trouble", ["cut", "slow"])
def test_a_cut_or_stalled_file_is_gone_on_with_where_it_broke(
    trouble, publisher, client, waits, tmp_path
):
    publisher.publish(ID)
    publisher.trouble = [trouble, trouble]
    done = update(small(), client, tmp_path)
    assert in_use_is(tmp_path, done.receipt)
    ranges = [asked for method, _, asked in publisher.asked if method == "GET"]
    assert ranges[0] == ""
    assert all(asked.startswith("bytes=") for asked in ranges[1:])
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_more_and_more_slowly(
    status, publisher, client, waits, tmp_path
):
    publisher.publish(ID)
    publisher.trouble = [status, status, status]
    assert update(small(), client, tmp_path).changed
    assert waits == [1.0, 2.0, 4.0]


def test_the_time_that_the_server_names_is_kept(publisher, client, waits, tmp_path):
    publisher.publish(ID)
    publisher.trouble, publisher.retry_after = [429], "7"
    assert update(small(), client, tmp_path).changed
    assert waits == [7.0]


def test_a_wait_too_long_is_told_at_once(publisher, client, waits, tmp_path):
    publisher.publish(ID)
    publisher.trouble, publisher.retry_after = [429], "86400"
    with pytest.raises(FetchError, match="86400 s"):
        update(small(), client, tmp_path)
    assert waits == []


def test_a_server_that_stays_broken_is_given_up_and_the_old_version_stays(
    held, publisher, client, samples, tmp_path
):
    publisher.publish(ID, next_version(samples))
    publisher.trouble = [500] * 9
    with pytest.raises(FetchError, match=r"given up after 4 tries.*500"):
        update(small(), client, tmp_path)
    assert in_use_is(tmp_path, held)


def test_a_file_that_is_not_there_is_told_at_once(publisher, client, waits, tmp_path):
    with pytest.raises(FetchError, match=r"NMCv7\.zip: 404"):
        update(small(), client, tmp_path)
    assert waits == []


def test_what_was_kept_of_another_version_is_not_gone_on_with(publisher, client, tmp_path):
    publisher.publish(ID)
    publisher.trouble = ["cut", 500, 500, 500]
    with pytest.raises(FetchError, match="kept"):
        update(small(), client, tmp_path)
    (part,) = tmp_path.rglob("*.part")
    fetched = part.with_name("NMCv7.zip")
    other = b"another file of another length" * 20
    url = "https://correlatesofwar.org/wp-content/uploads/NMCv7.zip"
    publisher.put(url, other)
    client.fetch(url, fetched)
    assert fetched.read_bytes() == other


def test_a_wrong_checksum_throws_the_file_away(publisher, client, samples, tmp_path):
    id = "unga_votes_2019"
    publisher.publish(id)
    listing = samples[id]["listing"]
    publisher.put(listing, samples[id]["listed"].replace("MD5", "0" * 32))
    with pytest.raises(FetchError, match="the publisher says 0000") as caught:
        update(small(id), client, tmp_path)
    assert hashlib.md5(samples[id]["files"][""].encode()).hexdigest() in str(caught.value)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["lock"]


def test_a_file_that_says_it_has_10_gb_is_not_fetched(publisher, client, tmp_path):
    publisher.publish(ID)
    publisher.says_size = 10_000_000_000
    with pytest.raises(FetchError, match=r"10\.0 GB"):
        update(small(), client, tmp_path)
    assert not list(tmp_path.rglob("*.zip*"))


def test_a_file_that_the_disk_has_no_room_for_is_not_fetched(
    publisher, client, tmp_path, monkeypatch
):
    publisher.publish(ID)
    monkeypatch.setattr(fetch.shutil, "disk_usage", lambda _: type("Free", (), {"free": 10}))
    with pytest.raises(FetchError, match="RAPALLO_HOME"):
        update(small(), client, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("cinc,", "cink,", "'cinc' is missing; did you mean cink?"),
        (",.001,", ",1.5,", "row 1: cinc is 1.5; it must be at most 1"),
        ("42,1951", "42,1950", "occurs more than once"),
        ("DOM,42", "DOM,43", "row 1: state is 43"),
    ],
)
def test_a_version_that_fails_its_checks_leaves_the_old_one_in_use(
    old, new, words, held, publisher, client, samples, tmp_path
):
    publisher.publish(ID, next_version(samples, old=old, new=new))
    with pytest.raises(SourceError) as caught:
        update(small(), client, tmp_path)
    assert words in str(caught.value)
    assert "NMC-70-abridged.csv" in str(caught.value)
    assert in_use_is(tmp_path, held)


def test_a_web_page_in_place_of_the_file_leaves_the_old_one_in_use(
    held, publisher, client, samples, tmp_path
):
    publisher.publish(ID, next_version(samples))
    publisher.trouble = ["page"]
    with pytest.raises(SourceError, match="web page"):
        update(small(), client, tmp_path)
    assert in_use_is(tmp_path, held)


def test_a_version_with_far_fewer_rows_is_refused(publisher, client, samples, tmp_path):
    more = next_version(samples)
    publisher.publish(ID, more)
    held = update(small(), client, tmp_path).receipt
    publisher.publish(ID)
    with pytest.raises(SourceError, match="cut short"):
        update(small(), client, tmp_path)
    assert in_use_is(tmp_path, held)


def test_new_columns_codes_and_encodings_are_told(publisher, client, samples, tmp_path):
    id = "un_library_votes_2021"
    files = dict(samples[id]["files"])
    text = files[""]
    files[""] = text.replace("TÜRKIYE", "TURKIYE")
    publisher.publish(id, files)
    update(small(id), client, tmp_path)
    rows = text.replace("vote_note", "remark").rstrip()
    publisher.publish(id, {"": f"{rows}\n{rows.splitlines()[-1].replace('USA', 'XXQ')}\n"})
    notes = "; ".join(update(small(id), client, tmp_path).notes)
    assert "column vote_note is gone" in notes
    assert "column remark is new" in notes
    assert "new codes left out" in notes
    assert "XXQ" in notes


def test_a_version_that_reaches_further_than_declared_says_so(publisher, client, tmp_path):
    publisher.publish("wdi_gdp")
    done = update(small("wdi_gdp"), client, tmp_path)
    assert done.receipt.last == 2024
    assert any("made from it to 2024" in note and "to 2023" in note for note in done.notes)


def test_a_year_that_was_not_over_when_the_version_was_published_makes_no_figure(
    publisher, client, tmp_path
):
    publisher.publish("wdi_gdp")
    publisher.modified = "Tue, 05 Nov 2024 08:49:37 GMT"
    assert update(small("wdi_gdp"), client, tmp_path).receipt.last == 1992


def test_what_takes_a_post_is_sent_its_request_and_a_mirror_holds_the_answer(
    publisher, client, server, samples, tmp_path
):
    id = "sipri_register_2024"
    publisher.publish(id)
    form = small(id)
    assert update(form, client, tmp_path / "mirror").receipt.files[0].file == "trade-register.json"
    assert {method for method, *_ in publisher.asked} == {"HEAD", "GET"}
    (place,) = publisher.held
    here = replace(form.addresses[0], url=f"{server}{place}")
    publisher.asked.clear()
    publisher.trouble = [500, "cut"]
    with Client("", tries=4, sleep=lambda _: None) as direct:
        done = update(replace(form, addresses=(here,)), direct, tmp_path / "direct")
        assert not update(replace(form, addresses=(here,)), direct, tmp_path / "direct").changed
    assert [method for method, *_ in publisher.asked] == ["POST"] * 3
    asked = json.loads(publisher.sent[-1])
    years = next(one for one in asked["filters"] if one["field"] == "Delivery year")
    assert (years["value1"], years["value2"]) == (1995, datetime.now(UTC).year)
    assert done.receipt.rows == {"arms_register": 3}


def test_a_listing_that_is_gone_is_told_and_the_known_address_serves(
    publisher, client, tmp_path, samples
):
    known = "https://ucdp.uu.se/downloads/ucdpprio/ucdp-prio-acd-251-csv.zip"
    publisher.publish("ucdp_prio_acd_25_1", url=known)
    publisher.held.pop("/ucdp.uu.se/downloads/")
    done = update(small("ucdp_prio_acd_25_1"), client, tmp_path)
    assert done.receipt.files[0].url == known
    assert any("cannot see whether there is a newer one" in note for note in done.notes)


def test_a_folder_serves_as_a_mirror(publisher, samples, tmp_path):
    publisher.publish(ID)
    ((place, content),) = publisher.held.items()
    path = tmp_path / "mirror" / place.lstrip("/")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    root = tmp_path / "home"
    with Client(str(tmp_path / "mirror")) as client:
        done = update(small(), client, root)
        assert not update(small(), client, root).changed
        path.write_bytes(content + b" ")
        assert offer(small(), client, root).newer
    assert done.receipt.paths(root)[0].read_bytes() == content


def test_the_mirror_is_taken_from_the_environment(monkeypatch):
    monkeypatch.setenv("RAPALLO_MIRROR", "http://127.0.0.1:9/m/")
    assert Client().place("https://a.org/x?y=1") == "http://127.0.0.1:9/m/a.org/x?y=1"


def test_two_updates_at_once_do_not_mix(held, client, tmp_path):
    with FileLock(tmp_path / ID / "lock"), pytest.raises(WarehouseError, match="another update"):
        update(small(), client, tmp_path)
    assert not update(small(), client, tmp_path).changed


def test_a_folder_that_cannot_be_written_is_named(client, tmp_path):
    (tmp_path / ID).write_text("in the way")
    with pytest.raises(WarehouseError, match="RAPALLO_HOME"):
        update(small(), client, tmp_path)


@pytest.mark.parametrize("spoil", ["not json", "lost file"])
def test_a_damaged_receipt_is_told_with_the_way_back(spoil, held, tmp_path):
    if spoil == "not json":
        (tmp_path / ID / "in-use.json").write_text(json.dumps({"source": 1}))
    else:
        held.paths(tmp_path)[0].unlink()
    with pytest.raises(WarehouseError, match=f"rapallo data update {ID}"):
        in_use(tmp_path, small())
