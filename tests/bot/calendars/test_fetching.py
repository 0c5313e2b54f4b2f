"""Getting a calendar from an address: what is asked, what never is, and when it is given up."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from threading import Event
from time import monotonic

import pytest

from bot.calendars import CannotFetch, fetch
from bot.calendars.addresses import Address
from tests.bot.calendars.calendar_host import CALENDAR, CERTIFICATE, Host, endless, packed, respond, running, short

HERE = ip_address("127.0.0.1")


@pytest.fixture
def host() -> Iterator[Host]:
    """A host without TLS."""
    with running() as found:
        yield found


@pytest.fixture
def secure() -> Iterator[Host]:
    """A host with the certificate of calendar.test."""
    with running(tls=True) as found:
        yield found


def leading_to(*addresses: str) -> Callable[[str, int], Sequence[str]]:
    """A look-up that finds these for every name."""
    return lambda _host, _port: addresses


def only_here(address: Address) -> bool:
    """What a test allows: the one address of its own host."""
    return address == HERE


def get(host: Host, path: str = "/rota.ics", timeout: float = 5.0, limit: int = 1000) -> bytes:
    """Fetch from the host, as calendar.test, without TLS."""
    return fetch(
        f"http://calendar.test:{host.port}{path}",
        timeout=timeout,
        limit=limit,
        resolver=leading_to("127.0.0.1"),
        permitted=only_here,
        plain_http=True,
    )


def refusal(url: str, **settings: object) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(CannotFetch) as refused:
        fetch(url, **settings)  # type: ignore[arg-type]
    return str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "100.64.0.1",
    ],
)
def test_nothing_but_the_public_internet_is_asked(host: Host, address: str) -> None:
    """Unless told otherwise; a name that leads there is as bad as the address itself, and nothing is sent."""
    url = f"http://calendar.test:{host.port}/rota.ics"
    said = refusal(url, resolver=leading_to(address), plain_http=True)
    assert said == "calendar.test is not on the public internet, so it is not asked."
    said = refusal(url, resolver=leading_to("8.8.8.8", address), plain_http=True)
    assert said == "calendar.test is not on the public internet, so it is not asked."
    assert host.asked == []


@pytest.mark.parametrize("written", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_found_however_it_is_written(host: Host, written: str) -> None:
    """With the real look-up: a number, a short form or a name is what it leads to."""
    said = refusal(f"http://{written}:{host.port}/rota.ics", plain_http=True)
    assert said == f"{written.strip('[]')} is not on the public internet, so it is not asked."
    assert host.asked == []


def test_what_was_checked_is_what_is_connected_to(host: Host) -> None:
    """One look-up for one hop: a name that leads elsewhere the next time gains nothing."""
    asked: list[str] = []

    def changing(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    url = f"http://calendar.test:{host.port}/rota.ics"
    assert fetch(url, resolver=changing, permitted=only_here, plain_http=True) == CALENDAR
    assert asked == ["calendar.test"]
    assert host.asked == [("/rota.ics", f"calendar.test:{host.port}")]


def test_the_next_address_is_tried(host: Host) -> None:
    """A name may have several, and the first may be down: nothing listens on 127.0.0.2."""
    url = f"http://calendar.test:{host.port}/rota.ics"
    both = leading_to("127.0.0.2", "127.0.0.1")
    assert fetch(url, resolver=both, permitted=lambda one: one.is_loopback, plain_http=True) == CALENDAR


def test_redirects_are_followed_and_checked_again(host: Host) -> None:
    """Three at most; one that leads into this network is refused, and so is one that gives up TLS."""
    for number in range(5):
        host.moves(f"/{number}", f"/{number + 1}")
    host.answers["/5"] = host.answers["/rota.ics"]
    assert get(host, "/2") == CALENDAR
    with pytest.raises(CannotFetch, match=r"sends on to other addresses more than 3 times\.$"):
        get(host, "/1")
    host.moves("/inside", "http://inside.test/secrets")
    names = {"calendar.test": ["127.0.0.1"], "inside.test": ["10.0.0.1"]}
    said = refusal(
        f"http://calendar.test:{host.port}/inside",
        resolver=lambda name, _port: names[name],
        permitted=only_here,
        plain_http=True,
    )
    assert said == "inside.test is not on the public internet, so it is not asked."


def trusting() -> ssl.SSLContext:
    """Trusts the test's own certificate."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@pytest.mark.parametrize("scheme", ["https", "webcal", "WebCal"])
def test_the_certificate_is_held_against_the_name(secure: Host, scheme: str) -> None:
    """The connection goes to an address, but TLS and HTTP speak of the name; webcal means https."""
    url = f"{scheme}://calendar.test:{secure.port}/rota.ics"
    assert fetch(url, resolver=leading_to("127.0.0.1"), permitted=only_here, trust=trusting()) == CALENDAR
    assert secure.names == ["calendar.test"]
    assert secure.asked == [("/rota.ics", f"calendar.test:{secure.port}")]


def test_a_certificate_of_another_name_or_of_a_stranger_is_refused(secure: Host) -> None:
    """Nothing is asked of such a host."""
    settings = {"resolver": leading_to("127.0.0.1"), "permitted": only_here}
    said = refusal(f"https://other.test:{secure.port}/rota.ics", trust=trusting(), **settings)
    assert said == "The certificate of other.test cannot be trusted."
    said = refusal(f"https://calendar.test:{secure.port}/rota.ics", **settings)
    assert said == "The certificate of calendar.test cannot be trusted."
    assert secure.asked == []


def test_a_redirect_from_https_to_http_is_refused(secure: Host) -> None:
    """A secret address must not go over the wire in the clear."""
    secure.moves("/moved", "http://calendar.test/rota.ics")
    url = f"https://calendar.test:{secure.port}/moved"
    said = refusal(url, resolver=leading_to("127.0.0.1"), permitted=only_here, trust=trusting())
    assert said == "A calendar's address begins with https:// or webcal://."


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_no_proxy_of_the_environment_is_used(host: Host, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """It would connect to what was never checked."""
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(host) == CALENDAR


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "A calendar's address begins with https:// or webcal://."),
        ("calendar.test/rota.ics", "A calendar's address begins with https:// or webcal://."),
        ("http://calendar.test/rota.ics", "A calendar's address begins with https:// or webcal://."),
        ("file:///etc/passwd", "A calendar's address begins with https:// or webcal://."),
        ("https://", "That is not an address that can be asked for a calendar."),
        ("https://calendar.test:99999/", "That is not an address that can be asked for a calendar."),
        ("https://[::1/", "That is not an address that can be asked for a calendar."),
        ("https://" + "ä" * 80 + ".test/", "That is not an address that can be asked for a calendar."),
        ("https://calendar.test/" + "x" * 2000, "That is not an address that can be asked for a calendar."),
        ("https://dana:secret@calendar.test/", "A calendar's address is taken without a user name and a password."),
        ("https://dana@calendar.test/", "A calendar's address is taken without a user name and a password."),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_looked_up(url: str, sentence: str) -> None:
    """No other scheme, no password, no rubbish."""

    def never(_host: str, _port: int) -> Sequence[str]:
        raise AssertionError("looked up")

    assert refusal(url, resolver=never) == sentence


def test_a_name_with_other_letters_is_looked_up_as_the_net_knows_it() -> None:
    """As a browser does."""
    asked: list[str] = []

    def unknown(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        raise OSError

    said = refusal("https://café.test/rota.ics", resolver=unknown)
    assert asked == ["xn--caf-dma.test"]
    assert said == "There is no xn--caf-dma.test on the internet."


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda handler: respond(handler, 404, b""), "calendar.test answered with 404 instead of a calendar."),
        (lambda handler: respond(handler, 302, b""), "calendar.test answered with 302 instead of a calendar."),
        (packed, "calendar.test sent the calendar packed, although it was asked not to."),
        (endless, "What calendar.test sends is larger than 1 MB."),
        (
            lambda handler: respond(handler, 200, b"x" * (1024 * 1024 + 1)),
            "What calendar.test sends is larger than 1 MB.",
        ),
        (short, "calendar.test cannot be reached, or broke off."),
        (lambda handler: handler.wfile.write(b"SSH-2.0\r\n"), "calendar.test cannot be reached, or broke off."),
    ],
)
def test_a_bad_answer_is_one_sentence(
    host: Host, answer: Callable[[BaseHTTPRequestHandler], None], sentence: str
) -> None:
    """Only the host is named: the rest of such an address is often a secret."""
    host.answers["/secret-token.ics"] = answer
    with pytest.raises(CannotFetch) as refused:
        get(host, "/secret-token.ics", limit=1024 * 1024)
    assert str(refused.value) == sentence


def test_nobody_there_is_one_sentence(host: Host) -> None:
    """Nothing listens on 127.0.0.2."""
    url = f"http://calendar.test:{host.port}/"
    said = refusal(url, resolver=leading_to("127.0.0.2"), permitted=lambda one: one.is_loopback, plain_http=True)
    assert said == "calendar.test cannot be reached, or broke off."


def test_a_host_that_drips_is_given_up(host: Host) -> None:
    """A byte now and then stretches the time limit of a read for ever; the limit of the whole holds, and the
    connection ends with it."""
    going_on = Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        while not going_on.wait(0.02):
            handler.wfile.write(b"H")

    host.answers["/drip"] = drip
    began = monotonic()
    try:
        with pytest.raises(CannotFetch, match=r"^calendar.test did not send the calendar within 0.5 seconds\.$"):
            get(host, "/drip", timeout=0.5)
        assert monotonic() - began < 3
        assert host.broke_off.wait(5)
    finally:
        going_on.set()


def test_a_look_up_that_hangs_is_given_up() -> None:
    """The limit holds for it as well, and nothing is connected to when it comes back."""
    answered, used = Event(), Event()

    def hanging(_host: str, _port: int) -> Sequence[str]:
        answered.wait(20)
        return ["127.0.0.1"]

    def checked(_address: Address) -> bool:
        used.set()
        return True

    said = refusal("https://calendar.test/", resolver=hanging, permitted=checked, timeout=0.2)
    assert said == "calendar.test did not send the calendar within 0.2 seconds."
    assert not used.is_set()
    answered.set()
    assert used.wait(5)
