"""Web addresses: one way of writing them, and which machines are asked."""

import pytest

from corpus.addresses import AddressError, authority, host, is_refused, key, normal, slug, slug_of


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://www.broen.example", "https://www.broen.example/"),
        ("HTTPS://WWW.Broen.Example:443/Om", "https://www.broen.example/Om"),
        ("http://broen.example.:80/", "http://broen.example/"),
        ("https://broen.example:8443/a", "https://broen.example:8443/a"),
        ("https://broen.example/a/../b/./c/", "https://broen.example/b/c/"),
        ("https://broen.example/a/..", "https://broen.example/"),
        ("https://broen.example/../../x", "https://broen.example/x"),
        ("https://broen.example/#top", "https://broen.example/"),
        ("https://broen.example/?utm_source=a&id=7&fbclid=x#b", "https://broen.example/?id=7"),
        ("https://broen.example/?utm_source=a", "https://broen.example/"),
        ("https://broen.example/æ ø", "https://broen.example/%C3%A6%20%C3%B8"),
        ("https://broen.example/%c3%a6%2f%zz", "https://broen.example/%C3%A6%2F%25zz"),
        ("https://blå.example/", "https://xn--bl-zia.example/"),
        ("http://[::1]:80/", "http://[::1]/"),
        (" https://broen.example/a ", "https://broen.example/a"),
    ],
)  # fmt: skip
def test_address_is_written_one_way(written: str, asked: str) -> None:
    assert normal(written) == asked
    assert normal(asked) == asked


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ftp://broen.example/", "Kun adresser"),
        ("file:///etc/passwd", "Kun adresser"),
        ("javascript:alert(1)", "Kun adresser"),
        ("broen.example/a", "Kun adresser"),
        ("https://ida:kode@broen.example/", "brugernavn"),
        ("https://broen.example@127.0.0.1/", "brugernavn"),
        ("https://broen.example\\@127.0.0.1/", "tegn"),
        ("https://broen.example/a\nb", "tegn"),
        ("http://2130706433/", "kan ikke læses"),
        ("http://0177.0.0.1/", "kan ikke læses"),
        ("http://0x7f000001/", "kan ikke læses"),
        ("http://127.1/", "kan ikke læses"),
        ("http:///a", "kan ikke læses"),
        ("http://[::1", "kan ikke læses"),
        ("http://broen.example:99999/", "kan ikke læses"),
        ("http://bro en.example/", "kan ikke læses"),
        ("https://broen.example/" + "a" * 2000, "for lang"),
    ],
)
def test_address_that_is_none_is_refused_in_danish(written: str, said: str) -> None:
    with pytest.raises(AddressError, match=said):
        normal(written)


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("../b", "https://broen.example/b"),
        ("?side=2", "https://broen.example/a/c?side=2"),
        ("//vejen.example/x", "https://vejen.example/x"),
        ("#top", "https://broen.example/a/c"),
    ],
)
def test_link_is_joined_to_its_page(link: str, leads_to: str) -> None:
    assert normal(link, base="https://broen.example/a/c") == leads_to


def test_parts_of_an_address() -> None:
    address = "https://broen.example:8443/a/"
    assert authority(address) == "https://broen.example:8443"
    assert host(address) == "broen.example"
    assert key(address) == key("http://broen.example:8443/a") == "broen.example:8443/a"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1",
        "fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_local_machine_is_asked_only_when_allowed(number: str) -> None:
    assert is_refused(number, private=False)
    assert not is_refused(number, private=True)


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0", "169.254.169.254", "::ffff:169.254.169.254", "fe80::1%eth0", "224.0.0.1",
        "ff02::1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "168.63.129.16", "fd00:ec2::254",
        "100.100.100.200", "::", "::127.0.0.1", "fec0::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_machine_that_holds_no_documents_is_never_asked(number: str) -> None:
    assert is_refused(number, private=False)
    assert is_refused(number, private=True)


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"])
def test_public_machine_is_asked(number: str) -> None:
    assert not is_refused(number, private=False)


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://broen.example/indsatser/Blå-Øer.html", "blaa-oeer"),
        ("https://broen.example/indsatser/caf%C3%A9%20nord/", "cafe-nord"),
        ("https://broen.example/voksne/index.html", "voksne"),
        ("https://broen.example/node/1234", ""),
        ("https://broen.example/", ""),
        ("https://broen.example/" + "ab-" * 40, ("ab-" * 20)[:-1]),
    ],
)
def test_id_is_the_last_part_of_an_address_that_says_something(address: str, id: str) -> None:
    assert slug(address) == id


def test_id_of_a_title_has_small_letters_digits_and_hyphens() -> None:
    assert slug_of("Ærø & Ål: 2. udgave!") == "aeroe-aal-2-udgave"
    assert slug_of("…") == ""
