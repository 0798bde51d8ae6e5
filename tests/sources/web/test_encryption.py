"""Encryption: a server must prove to be who it says, against the name that was asked for."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from recount.sources.web import Fetched
from recount.sources.web.addresses import NoHost
from tests.sources.web.server import Reply, fetcher, names, page, serving

NAME = "outlet.example"
KNOWN = names({NAME: ["127.0.0.1"], "other.example": ["127.0.0.1"]})

Make = Callable[..., tuple[ssl.SSLContext, ssl.SSLContext]]
"""Makes what a server shows, and what one who believes its certificate trusts."""


@pytest.fixture
def certificate(tmp_path: Path) -> Make:
    def make(name: str = NAME, *, days: int = 2) -> tuple[ssl.SSLContext, ssl.SSLContext]:
        key = ec.generate_private_key(ec.SECP256R1())
        now = dt.datetime.now(dt.UTC)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        alternative = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=3))
            .not_valid_after(now + dt.timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        public = made.public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (tmp_path / "server.pem").write_bytes(private + public)
        shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shows.load_cert_chain(tmp_path / "server.pem")
        return shows, ssl.create_default_context(cadata=public.decode())

    return make


def refused(shows: ssl.SSLContext, trust: ssl.SSLContext | None, *, host: str = NAME) -> str:
    with serving(context=shows) as site, fetcher(lookup=KNOWN, trust=trust) as web:
        with pytest.raises(NoHost) as told:
            web.fetch(site.url("/a", host=host))
        assert site.asked == []
    return str(told.value)


def test_a_certificate_that_is_believed_and_bears_the_name_is_good(certificate: Make) -> None:
    shows, trust = certificate()
    with serving(context=shows) as site, fetcher(lookup=KNOWN, trust=trust) as web:
        site.pages["/a"] = Reply(body=page("Two people were hurt."))
        assert isinstance(web.fetch(site.url("/a", host=NAME)), Fetched)


def test_a_certificate_that_nobody_vouches_for_is_refused_in_a_plain_sentence(certificate: Make) -> None:
    told = refused(certificate()[0], None)
    assert told.startswith("can't be fetched: its server does not prove to be who it says (certificate: self")
    assert told.endswith("); nothing was read of it")


@pytest.mark.parametrize("name", ["other.example", "127.0.0.1"])
def test_a_certificate_of_another_name_is_refused_though_it_is_the_right_machine(certificate: Make, name: str) -> None:
    assert "does not prove to be who it says" in refused(*certificate(name))


def test_a_certificate_that_has_run_out_is_refused(certificate: Make) -> None:
    assert "expired" in refused(*certificate(days=-1))


def test_encryption_that_is_not_safe_today_is_refused(certificate: Make) -> None:
    shows, trust = certificate()
    shows.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        shows.maximum_version = ssl.TLSVersion.TLSv1_1
    assert "no encryption that is safe today" in refused(shows, trust)


def test_a_server_that_speaks_no_encryption_is_refused(certificate: Make) -> None:
    with serving() as site, fetcher(lookup=KNOWN, trust=certificate()[1]) as web, pytest.raises(NoHost):
        web.fetch(f"https://{NAME}:{site.port}/a")
