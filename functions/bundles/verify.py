#!/usr/bin/env python3
"""Checks a Sightline bundle without Sightline, and says in plain words what holds, what does not, and where.

    python3 verify.py BUNDLE.zip            or the folder that it was unpacked into
    python3 verify.py BUNDLE.zip --key force-public-key.pem --json

Needs Python 3.10 or newer and the package `cryptography` (pip install cryptography); no network, no other file.
It leaves with 0 if everything holds, with 1 if something does not or the bundle cannot be read.

What is checked, and after which documents:
  the bag          every file against its SHA-256, and nothing besides (BagIt, RFC 8493)
  seals            ECDSA P-256 with SHA-256 over the statement that names a manifest's SHA-256
  manifests        every object that is named is there with these bytes; every object that is there is named
  chains           each entry's hash over its canonical JSON (RFC 8785), each entry bound to the one before
  checkpoints      the signed last entry of each run of a chain
  the export       the entry of the chain that tells of this very bundle: what came before it cannot have been cut off
  roots            a day's signed list of where all chains stood, each bound to the one before; its time-stamp's imprint
  copies           each made of objects that are the master's, and unchanged since
Whoever can change a bundle can put a key of their own into it: only `--key`, with a key that you had from the force by
another way, shows who has signed.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import contextlib
import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

BLOCK = 1024 * 1024
LARGEST_DOCUMENT = 256 * 1024 * 1024
"""Of JSON, which is read whole: a day's manifest has about 15 MB."""
MOST_FILES = 2_000_000
LARGEST_RATIO = 20
"""Bundles are stored, not compressed; what unpacks to more than this many times its size is a trap."""
MOST_LINES = 20
"""Of one sort in the report for people; `--json` has them all."""
FIRST_PREVIOUS = "0" * 64
ENTRY_FIELDS = frozenset(
    "format force_id chain_id sequence previous_hash at action actor reason details hash".split()  # noqa: SIM905  a table
)
SEALING = frozenset({"sealed", "uploaded"})
"""What an entry is called that names a signed manifest: a session's, or an uploaded file's."""
SEAL_FIELDS = frozenset({"statement", "signature", "key_id", "public_key"})
HEX = re.compile(r"[0-9a-f]{64}\Z")
VERSION = re.compile(r"version-([1-9]\d*)/")
SEGMENT = re.compile(r"custody/(\d{8,})-(\d{8,})\.json\Z")
LISTING = re.compile(r"([0-9a-f]{64}  [^\r\n]+\n)+")
LAYOUT = re.compile(
    r"data/roots/\d{4}-\d\d-\d\d\.(json|seal\.json|tsr)"
    r"|data/(?!roots/)[^/]+/(objects/.+|copies/[^/]+/[^/]+|trail\.geojson|trail\.gpx|(chat|consent|custody)\.txt)"
)
BUNDLE_ID = re.compile(r"^Internal-Sender-Identifier: (\S+)\s*$", re.MULTILINE)
TIME_STAMP_CONTENT = bytes.fromhex("060b2a864886f70d0109100104")
"""The object identifier id-ct-TSTInfo (RFC 3161, section 2.4.2), as it stands in DER."""
WRONG_FORM = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, UnsupportedAlgorithm)
"""What a document that is not in the form that is written down makes Python raise."""

Problem = tuple[str, str]
"""What does not hold, and where."""


class UnreadableError(Exception):
    """The bundle cannot be read at all; the text is a sentence for the reader."""


# ---------------------------------------------------------------- the report


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `outcome` is "holds", "fails", or "note" for what the reader should know."""

    about: str
    outcome: str
    text: str
    where: str = ""


@dataclass
class Report:
    """All findings, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)

    def judge(self, about: str, problems: Iterable[Problem], otherwise: str) -> None:
        """Take the problems of one check, each once; where there is none, say what holds instead."""
        found = [Finding(about, "fails", text, where) for text, where in dict.fromkeys(_until_unreadable(problems))]
        self.findings += found or [Finding(about, "holds", otherwise)]

    def note(self, about: str, text: str) -> None:
        """Tell the reader something that neither holds nor fails."""
        self.findings.append(Finding(about, "note", text))

    @property
    def holds(self) -> bool:
        """Say whether nothing fails."""
        return all(finding.outcome != "fails" for finding in self.findings)


def _until_unreadable(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of a check; one that meets a document of another form ends with that as a problem."""
    try:
        yield from problems
    except UnreadableError as error:
        yield str(error), ""
    except WRONG_FORM as error:
        yield f"A document is not in the form that is written down ({type(error).__name__}: {error}).", ""


# ---------------------------------------------------------------- the files


class Files(Protocol):
    """Where a bundle's files are."""

    def names(self) -> list[str]:
        """Return the names of all files, with / between folders."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open a file to be read once, from its beginning; what is damaged raises as it is read."""
        ...


class FolderFiles:
    """A bundle that was unpacked."""

    def __init__(self, root: Path) -> None:
        """Take the folder; links are refused, since they lead out of it."""
        found = [path for path in sorted(root.rglob("*")) if path.is_symlink() or not path.is_dir()]
        self._paths = {path.relative_to(root).as_posix(): path for path in found}
        for name, path in self._paths.items():
            if path.is_symlink() or not path.is_file():
                message = f"{name} is a link or no ordinary file. A bundle holds files alone."
                raise UnreadableError(message)

    def names(self) -> list[str]:
        """Return the names of all files, with / between folders."""
        return list(self._paths)

    def open(self, name: str) -> IO[bytes]:
        """Open a file to be read once, from its beginning."""
        return self._paths[name].open("rb")


class ZipFiles:
    """A bundle as it was handed over. Nothing is unpacked to disk."""

    def __init__(self, path: Path) -> None:
        """Take the zip, and refuse names that lead out of it, traps and what is encrypted."""
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            message = f"The file is no zip, or its end is missing: copy it again from where you had it ({error})."
            raise UnreadableError(message) from error
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        _refuse_traps(members, path.stat().st_size)
        self._members = {member.filename: member for member in members}

    def names(self) -> list[str]:
        """Return the names of all files, with / between folders."""
        return list(self._members)

    def open(self, name: str) -> IO[bytes]:
        """Open a file to be read once, from its beginning; what is damaged raises as it is read."""
        return self._zip.open(self._members[name])


def _refuse_traps(members: list[zipfile.ZipInfo], zip_bytes: int) -> None:
    """Raise UnreadableError for a zip that should not be opened on."""
    if len(members) > MOST_FILES or sum(one.file_size for one in members) > LARGEST_RATIO * zip_bytes:
        message = "The zip would unpack to far more than its size: it is a trap (a zip bomb), and was not opened."
        raise UnreadableError(message)
    for name, times in Counter(member.orig_filename for member in members).items():
        if leads_out(name) or times > 1:
            reason = "is there twice" if times > 1 else "leads out of the bundle"
            message = f"The name {name!r} {reason}. Nothing of the zip was read."
            raise UnreadableError(message)
    if any(member.flag_bits & 1 for member in members):
        message = "The zip is encrypted. Bundles are not."
        raise UnreadableError(message)


def leads_out(name: str) -> bool:
    """Say whether a name could lead a careless program out of the folder that it unpacks into (zip slip)."""
    parts = name.split("/")
    return any(part in {"", ".", ".."} for part in parts) or bool(re.search(r"[\\\x00-\x1f\x7f]|^[A-Za-z]:", name))


@dataclass(frozen=True)
class Digest:
    """What a file's bytes come to. `sha256` is empty for a file that is damaged, so that nothing equals it."""

    sha256: str
    size: int


class Bag:
    """The files of a bundle under their names within it, each read once, in blocks, and hashed."""

    def __init__(self, files: Files, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Hash every file; `progress` is told how many of how many are done."""
        self._files = files
        names = files.names()
        self._base = _base_of(names)
        self.digests: dict[str, Digest] = {}
        for count, name in enumerate(names, 1):
            self.digests[name.removeprefix(self._base)] = self._hash(name)
            progress(count, len(names))

    def _hash(self, name: str) -> Digest:
        sha256, size = hashlib.sha256(), 0
        try:
            with self._files.open(name) as file:
                while block := file.read(BLOCK):
                    sha256.update(block)
                    size += len(block)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            return Digest("", size)
        return Digest(sha256.hexdigest(), size)

    def under(self, prefix: str) -> list[str]:
        """Return the names that begin so, in order."""
        return sorted(name for name in self.digests if name.startswith(prefix))

    def read(self, name: str) -> bytes:
        """Return a document's bytes; raise UnreadableError if it is not there, or is no document by its size."""
        digest = self.digests.get(name)
        if digest is None or not digest.sha256 or digest.size > LARGEST_DOCUMENT:
            reason = "is not in the bundle" if digest is None else "is damaged or far too large"
            message = f"{name} {reason}."
            raise UnreadableError(message)
        with self._files.open(self._base + name) as file:
            return file.read()

    def read_json(self, name: str) -> dict[str, Any]:
        """Return a document that is one JSON object."""
        try:
            return read_object(self.read(name))
        except (ValueError, RecursionError) as error:
            message = f"{name} is not the JSON that it should be ({error})."
            raise UnreadableError(message) from error

    def read_canonical(self, name: str) -> dict[str, Any]:
        """Return a document that must be written in its one canonical form, so that no byte of it can change."""
        document = self.read_json(name)
        if canonical(document) != self.read(name):
            message = f"{name} is not written in its canonical form."
            raise UnreadableError(message)
        return document


def _base_of(names: list[str]) -> str:
    """Return the folder, with its slash, in which the bag lies; empty if it is the top one."""
    bases = [name.removesuffix("bagit.txt") for name in names if name.count("/") <= 1 and name.endswith("bagit.txt")]
    if len(bases) != 1 or any(not name.startswith(bases[0]) for name in names):
        message = "This is no bundle: there must be one bagit.txt, at the top or in the one folder that is there."
        raise UnreadableError(message)
    return bases[0]


# ---------------------------------------------------------------- JSON, signatures, time-stamps


def read_object(body: bytes | str) -> dict[str, Any]:
    """Read one JSON object strictly: no name twice, no NaN; raise ValueError."""
    document = json.loads(body, object_pairs_hook=_no_name_twice, parse_constant=_no_constant)
    if not isinstance(document, dict):
        message = "it is no object"
        raise ValueError(message)  # noqa: TRY004  of the text, not of a type
    return document


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        message = "a name is there twice"
        raise ValueError(message)
    return dict(pairs)


def _no_constant(name: str) -> None:
    message = f"{name} is no number"
    raise ValueError(message)


def canonical(value: Any) -> bytes:
    """Return the canonical form of JSON without fractions (RFC 8785); raise ValueError where there is one."""
    return _canonical(value).encode()


def _canonical(value: Any) -> str:
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_canonical(name)}:{_canonical(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_canonical, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        message = f"{value} is a fraction or too large a number"
        raise ValueError(message)
    return json.dumps(value, ensure_ascii=False)


def read_public_key(pem: str) -> ec.EllipticCurvePublicKey:
    """Read a public key on P-256; raise ValueError for any other."""
    key = serialization.load_pem_public_key(pem.encode())
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        message = "the key is not on the curve P-256"
        raise ValueError(message)
    return key


def write_public_key(key: ec.EllipticCurvePublicKey) -> str:
    """Return a public key as PEM, in the one form that OpenSSL writes."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def fingerprint(key: ec.EllipticCurvePublicKey) -> str:
    """Return the SHA-256 of a key's DER, as `openssl pkey -pubin -outform DER | sha256sum` prints it."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return hashlib.sha256(key.public_bytes(serialization.Encoding.DER, form)).hexdigest()


@dataclass
class Signers:
    """Whose signatures are trusted, and whose were met."""

    trusted: frozenset[str] = frozenset()
    """Fingerprints; with none, any key is taken, and only the bundle's parts are held against each other."""
    met: dict[str, set[str]] = field(default_factory=dict)
    """The names (`key_id`) under which each key signed, by its fingerprint."""

    def check(self, seal: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a seal's statement says if its signature holds, else raise ValueError with a sentence."""
        if set(seal) != SEAL_FIELDS or not all(isinstance(value, str) for value in seal.values()):
            message = "The seal has not the fields that a seal has."
            raise ValueError(message)
        key = read_public_key(seal["public_key"])
        if write_public_key(key) != seal["public_key"]:
            message = "The key is not written in the one form that it has."
            raise ValueError(message)
        self.met.setdefault(fingerprint(key), set()).add(seal["key_id"])
        statement = read_object(seal["statement"])
        if not _is_signed(key, seal):
            message = "The signature is not over this statement, or not by this key."
            raise ValueError(message)
        if self.trusted and fingerprint(key) not in self.trusted:
            message = "The signature is by a key that is not the one you named."
            raise ValueError(message)
        return statement


def _is_signed(key: ec.EllipticCurvePublicKey, seal: Mapping[str, Any]) -> bool:
    try:
        signature = base64.b64decode(seal["signature"], validate=True)
        key.verify(signature, seal["statement"].encode(), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, binascii.Error):
        return False
    return bool(base64.b64encode(signature).decode() == seal["signature"])


def read_imprint(token: bytes) -> tuple[str, str]:
    """Return (imprint in hex, time) of an RFC 3161 time-stamp; raise ValueError if it holds none.

    Whether the authority's signature holds is for `openssl ts -verify`; here the imprint is compared alone.
    """
    if _read_element(token)[2]:
        message = "something follows the time-stamp"
        raise ValueError(message)
    at = token.index(TIME_STAMP_CONTENT) + len(TIME_STAMP_CONTENT)
    _, explicit, _ = _read_element(token[at:])
    _, octets, _ = _read_element(explicit)
    _, content, _ = _read_element(octets)
    elements = list(_read_elements(content))  # TSTInfo: version, policy, messageImprint, serialNumber, genTime
    _, imprint = list(_read_elements(elements[2][1]))
    written = elements[4][1].decode("ascii")
    return imprint[1].hex(), written


def _read_elements(der: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (tag, value) of each element of a DER sequence's value."""
    while der:
        tag, value, der = _read_element(der)
        yield tag, value


def _read_element(der: bytes) -> tuple[int, bytes, bytes]:
    """Return (tag, value, what follows) of the element that DER begins with (X.690, section 8.1)."""
    length, start = der[1], 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(der[2:start], "big")
    if len(der) < start + length:
        message = "the time-stamp is cut off"
        raise ValueError(message)
    return der[0], der[start : start + length], der[start + length :]


# ---------------------------------------------------------------- the bag


def check_bag(bag: Bag, report: Report) -> None:
    """Hold the files against the lists of the bag (RFC 8493)."""
    payload, tags = bag.under("data/"), [name for name in bag.digests if not name.startswith("data/")]
    report.judge("bag", _check_declaration(bag), "The bag is BagIt 1.0, and of the size that it says.")
    problems = _check_sums(bag, "manifest-sha256.txt", payload)
    report.judge("bag", problems, f"All {len(payload)} files of the payload are the ones that were packed.")
    report.judge("bag", _check_layout(payload), "There is nothing in it that is no part of a bundle.")
    listed = [name for name in tags if name != "tagmanifest-sha256.txt"]
    problems = _check_sums(bag, "tagmanifest-sha256.txt", listed)
    report.judge("bag", problems, "The bag's own files are the ones that were packed.")
    report.note("bag", "Trail, chat, consent and custody as texts are for reading: what counts is manifest and chain.")


def _check_declaration(bag: Bag) -> Iterator[Problem]:
    if bag.read("bagit.txt").split() != b"BagIt-Version: 1.0 Tag-File-Character-Encoding: UTF-8".split():
        yield "bagit.txt does not say what it says in BagIt 1.0.", "bagit.txt"
    said = re.findall(r"^Payload-Oxum: (\d+)\.(\d+)\s*$", bag.read("bag-info.txt").decode(), re.MULTILINE)
    payload = [bag.digests[name].size for name in bag.under("data/")]
    if said != [(str(sum(payload)), str(len(payload)))]:
        yield "The payload has not the number of files or bytes that bag-info.txt says.", "bag-info.txt"


def _check_layout(payload: Iterable[str]) -> Iterator[Problem]:
    for name in payload:
        if not LAYOUT.fullmatch(name):
            yield "A file is there that is no part of a bundle.", name


def _check_sums(bag: Bag, listing: str, present: Iterable[str]) -> Iterator[Problem]:
    """Hold files against a list of `SHA-256  name`."""
    body = bag.read(listing).decode()
    if not LISTING.fullmatch(body):
        yield "The list is not written as a bag's list is.", listing
    pairs = [line.split(maxsplit=1) for line in body.split("\n") if line]
    listed = {_decode_name(name): sha256 for sha256, name in pairs}
    if len(listed) != len(pairs):
        yield "A file is listed twice.", listing
    for name, sha256 in listed.items():
        if name not in bag.digests:
            yield "A file is missing that was packed.", name
        elif bag.digests[name].sha256 != sha256:
            yield "A file is not the one that was packed: its SHA-256 is another.", name
    for name in present:
        if name not in listed:
            yield f"A file is there that {listing} does not list.", name


def _decode_name(name: str) -> str:
    """Undo what a bag does to line ends and per cent signs in names (RFC 8493, section 2.1.3)."""
    return re.sub("%(0[aAdD]|25)", lambda match: chr(int(match[1], 16)), name)


# ---------------------------------------------------------------- one material: seals, manifests, objects


@dataclass
class Material:
    """One material of the bundle, and what its checks have found out so far."""

    material_id: str
    bag: Bag
    signers: Signers
    entries: list[dict[str, Any]] = field(default_factory=list)
    """Its chain of custody, as far as it could be read."""

    @property
    def objects(self) -> str:
        """The folder of its objects in the bag."""
        return f"data/{self.material_id}/objects/"

    def versions(self) -> list[str]:
        """Return the folders of its manifests, the first one's first."""
        found = {VERSION.match(name.removeprefix(self.objects)) for name in self.bag.under(self.objects)} - {None}
        later = sorted({int(match[1]) for match in found if match})
        first = [self.objects] if f"{self.objects}manifest.json" in self.bag.digests else []
        return [*first, *(f"{self.objects}version-{number}/" for number in later)]

    def signed_folders(self) -> list[str]:
        """Return the folders of all its signed manifests."""
        original = f"{self.objects}original/"
        is_there = f"{original}manifest.json" in self.bag.digests or f"{original}seal.json" in self.bag.digests
        return [*self.versions(), *([original] if is_there else [])]

    def digest_of_manifest(self, folder: str) -> str:
        """Return the SHA-256 of the manifest in a folder."""
        digest = self.bag.digests.get(f"{folder}manifest.json")
        return digest.sha256 if digest else ""


def check_material(material: Material, report: Report) -> None:
    """Check all that there is of one material."""
    about = material.material_id
    folders = material.signed_folders()
    if folders:
        report.judge(about, _check_seals(material), f"{_many(len(folders), 'manifest')} sealed, and unchanged since.")
        report.judge(about, _check_versions(material), "The versions of the manifest follow on each other.")
    named = NamedObjects()
    problems = [*_until_unreadable(_check_objects(material, named)), *_until_unreadable(_check_strays(material, named))]
    report.judge(about, problems, f"{_many(named.count, 'object')} named by its manifests, there, and unchanged.")
    for text in named.remarks:
        report.note(about, text)
    problems = list(_until_unreadable(_check_chain(material)))
    entries = f"{len(material.entries)} entries, each bound to the one before, under signed checkpoints"
    report.judge(about, problems, f"Its chain of custody is whole: {entries}.")
    report.judge(about, _check_against_chain(material), "What its chain says was sealed is what is there.")
    if folders:
        report.judge(about, _check_export(material), "Its chain goes as far as the export of this bundle.")


def _many(count: int, thing: str, things: str = "") -> str:
    return f"1 {thing} is" if count == 1 else f"{count} {things or f'{thing}s'} are"


def _check_seals(material: Material) -> Iterator[Problem]:
    for folder in material.signed_folders():
        where = f"{folder}seal.json"
        try:
            statement = material.signers.check(material.bag.read_canonical(where))
        except UnreadableError as error:
            yield str(error), where
        except ValueError as error:
            yield f"A seal does not hold: {error}", where
        else:
            yield from _check_statement(material, folder, statement)


def _check_statement(material: Material, folder: str, statement: Mapping[str, Any]) -> Iterator[Problem]:
    if statement["manifest_sha256"] != material.digest_of_manifest(folder):
        yield "The manifest is not the one that was sealed: its SHA-256 is another.", f"{folder}manifest.json"
    if statement["session_id"] != material.material_id:
        yield "The seal is another material's.", f"{folder}seal.json"


def _check_versions(material: Material) -> Iterator[Problem]:
    """Each later manifest names its number and the SHA-256 of the one before; a hole shows by its number."""
    folders = material.versions()
    for number, folder in enumerate(folders, 1):
        manifest = material.bag.read_json(f"{folder}manifest.json")
        expected = material.objects + (f"version-{number}/" if number > 1 else "")
        if folder != expected or manifest.get("version", 1) != number:
            yield "A version of the manifest is missing, or has another's place.", f"{folder}manifest.json"
        elif number > 1 and manifest["supersedes"] != material.digest_of_manifest(folders[number - 2]):
            yield "The manifest does not follow on the version before it.", f"{folder}manifest.json"
    original = f"{material.objects}original/"
    if original in material.signed_folders():
        supplements = material.bag.read_json(f"{original}manifest.json")["supplements_manifest_sha256"]
        if supplements not in map(material.digest_of_manifest, folders):
            yield "The manifest of the original belongs to another recording.", f"{original}manifest.json"


@dataclass
class NamedObjects:
    """What the manifests of one material name, as it is gathered."""

    names: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many objects were named."""
        return len(self.names)


def _check_objects(material: Material, named: NamedObjects) -> Iterator[Problem]:
    """Hold the objects against every manifest: one that an earlier version names must be there still."""
    for folder in material.signed_folders():
        manifest = material.bag.read_json(f"{folder}manifest.json")
        prefix = f"{manifest['force_id']}/{material.material_id}/"
        for entry in _objects_of(manifest):
            yield from _check_object(material, prefix, entry, named)
        for difference in manifest.get("discrepancies", []):
            yield "The manifest itself says that what was stored is not what was recorded.", difference["key"]
    gaps = manifest.get("gaps", []) if material.signed_folders() else []
    if gaps:
        named.remarks.append(f"{_many(len(gaps), 'gap')} written down in the manifest: time that was not recorded.")


def _objects_of(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object that a manifest names, wherever it does: a `key` with its `sha256` and `bytes`."""
    if isinstance(value, dict):
        if isinstance(value.get("key"), str) and "sha256" in value:
            yield value
        for member in value.values():
            yield from _objects_of(member)
    elif isinstance(value, list):
        for member in value:
            yield from _objects_of(member)


def _check_object(material: Material, prefix: str, entry: Mapping[str, Any], named: NamedObjects) -> Iterator[Problem]:
    key = entry["key"]
    if not key.startswith(prefix):
        yield "The manifest names another material's object.", key
        return
    name = material.objects + key.removeprefix(prefix)
    named.names.add(name)
    digest = material.bag.digests.get(name)
    if digest is None:
        yield "An object is missing that the manifest names.", name
    elif (digest.sha256, digest.size) != (entry["sha256"], entry["bytes"]):
        yield "An object is not the one that was sealed: its bytes have changed.", name


def _check_strays(material: Material, named: NamedObjects) -> Iterator[Problem]:
    documents = {f"{folder}{name}" for folder in material.signed_folders() for name in ("manifest.json", "seal.json")}
    for name in material.bag.under(material.objects):
        is_vouched_for = name in named.names or name in documents or SEGMENT.match(name.removeprefix(material.objects))
        if not is_vouched_for:
            yield "An object is there that no manifest names: nobody vouches for it.", name


# ---------------------------------------------------------------- one material: its chain of custody


def _check_chain(material: Material) -> Iterator[Problem]:
    """Walk the chain from its first entry; what is not bound to the entry before is a problem."""
    segments = [
        name for name in material.bag.under(material.objects) if SEGMENT.match(name.removeprefix(material.objects))
    ]
    if not segments:
        yield "There is no chain of custody.", f"{material.objects}custody/"
    for where in segments:
        try:
            document = material.bag.read_canonical(where)
            yield from _check_segment(material, document, where)
        except UnreadableError as error:
            yield str(error), where
        except WRONG_FORM as error:
            yield f"A part of the chain is not in the form that is written down ({error}).", where


def _check_segment(material: Material, document: Mapping[str, Any], where: str) -> Iterator[Problem]:
    entries = document["entries"]
    if set(document) != {"entries", "checkpoint"} or not entries:
        yield "A part of the chain has not the fields that it should have.", where
    for entry in entries:
        yield from _check_entry(material, entry, where)
        material.entries.append(entry)
    if SEGMENT.search(where).groups() != tuple(f"{entries[at]['sequence']:08}" for at in (0, -1)):  # type: ignore[union-attr]  # it was found by this pattern
        yield "A part of the chain is not named after its first and last entry.", where
    try:
        statement = material.signers.check(document["checkpoint"])
    except ValueError as error:
        yield f"A checkpoint does not hold: {error}", where
    else:
        last = {name: entries[-1][name] for name in ("chain_id", "sequence", "hash")}
        if any(statement[name] != value for name, value in last.items()) or not isinstance(statement["at"], str):
            yield "A checkpoint does not name the last entry before it.", where


def _check_entry(material: Material, entry: Mapping[str, Any], where: str) -> Iterator[Problem]:
    before: dict[str, Any] = material.entries[-1] if material.entries else {"sequence": 0, "hash": FIRST_PREVIOUS}
    number = f"entry {entry['sequence']} in {where}"
    if set(entry) != ENTRY_FIELDS or entry["format"] != "sightline-custody/1":
        yield "An entry has not the fields that an entry has.", number
    if entry["chain_id"] != material.material_id:
        yield "An entry is of another chain.", number
    if entry["sequence"] != before["sequence"] + 1:
        yield (
            f"An entry is missing, doubled or out of its place: after {before['sequence']} comes {entry['sequence']}.",
            number,
        )
    if entry["previous_hash"] != before["hash"]:
        yield "An entry is not bound to the one before it.", number
    said = canonical({name: value for name, value in entry.items() if name != "hash"})
    if hashlib.sha256(said).hexdigest() != entry["hash"]:
        yield "An entry was changed: its hash is another.", number


def _check_against_chain(material: Material) -> Iterator[Problem]:
    """Hold what the chain says was sealed against the manifests that are there."""
    there = {material.digest_of_manifest(folder) for folder in material.signed_folders()}
    sealed = {entry["details"].get("manifest_sha256") for entry in material.entries if entry["action"] in SEALING} - {
        None
    }
    for sha256 in sorted(sealed - there):
        yield f"The chain tells of a sealed manifest that is not in the bundle ({sha256}).", material.objects
    versions = {material.digest_of_manifest(folder): folder for folder in material.versions()}
    for sha256, folder in versions.items():
        if sha256 not in sealed:
            yield "The chain does not tell that this manifest was sealed.", f"{folder}manifest.json"


def _check_export(material: Material) -> Iterator[Problem]:
    """Who cuts the end off a chain cuts off the entry that tells of this bundle."""
    said = BUNDLE_ID.findall(material.bag.read("bag-info.txt").decode())
    told = {entry["details"].get("bundle_id") for entry in material.entries if entry["action"] == "exported"}
    if len(said) != 1 or said[0] not in told:
        yield (
            "The chain does not tell of this bundle: entries at its end may be missing.",
            f"{material.objects}custody/",
        )


# ---------------------------------------------------------------- one material: copies made of it


def _copy_folders(material: Material) -> list[str]:
    prefix = f"data/{material.material_id}/copies/"
    return sorted({prefix + name.removeprefix(prefix).partition("/")[0] + "/" for name in material.bag.under(prefix)})


def _tell_copies(material: Material) -> str:
    count = len(_copy_folders(material))
    return f"{_many(count, 'copy', 'copies')} made of these objects, and unchanged."


def check_copies(materials: list[Material], report: Report) -> None:
    """Check the copies that come with their masters; their chains are those of materials of their own."""
    chains = {material.material_id: material.entries for material in materials}
    for material in materials:
        if _copy_folders(material):
            report.judge(material.material_id, _check_copies(material, chains), _tell_copies(material))


def _check_copies(material: Material, chains: Mapping[str, list[dict[str, Any]]]) -> Iterator[Problem]:
    for folder in _copy_folders(material):
        where = f"{folder}derivation.json"
        try:
            yield from _check_copy(material, folder, material.bag.read_json(where))
            derived = [entry for entry in chains.get(folder.split("/")[-2], []) if entry["action"] == "derived"]
            if [entry["details"]["derivation_sha256"] for entry in derived] != [material.bag.digests[where].sha256]:
                yield "The chain of the copy does not tell that it was made so.", where
        except UnreadableError as error:
            yield str(error), where


def _check_copy(material: Material, folder: str, derivation: Mapping[str, Any]) -> Iterator[Problem]:
    """A copy is the files that were made, of objects that are the master's."""
    made = {f"{folder}{entry['file']}": Digest(entry["sha256"], entry["bytes"]) for entry in derivation["files"]}
    there = {name: material.bag.digests[name] for name in material.bag.under(folder)}
    del there[f"{folder}derivation.json"]
    for name in sorted(made.keys() | there.keys()):
        if made.get(name) != there.get(name):
            yield "A copy is not the file that was made.", name
    if derivation["copy_id"] != folder.split("/")[-2]:
        yield "The derivation is another copy's.", folder
    for source in [derivation["manifest"], *derivation["objects"]]:
        name = material.objects + source["key"].split("/", 2)[-1]
        if name not in material.bag.digests or material.bag.digests[name].sha256 != source["sha256"]:
            yield "A copy was made of something that is not the master's object.", name


# ---------------------------------------------------------------- roots


def check_roots(bag: Bag, materials: list[Material], signers: Signers, report: Report) -> None:
    """Check the daily roots, and that the chains are where the roots saw them."""
    days = [name for name in bag.under("data/roots/") if re.search(r"/\d{4}-\d\d-\d\d\.json\Z", name)]
    if not days:
        report.note(
            "roots", "There are no daily roots: that a chain was not cut off at its end rests on its checkpoints."
        )
        return
    chains = {material.material_id: material.entries for material in materials}
    report.judge(
        "roots", _check_root_seals(bag, days, signers), f"{_many(len(days), 'daily root')} sealed and bound together."
    )
    report.judge("roots", _check_heads(bag, days, chains), "The chains go on from where the daily roots saw them.")
    stamps = [name for name in bag.under("data/roots/") if name.endswith(".tsr")]
    if stamps:
        report.judge("roots", _check_stamps(bag, stamps), f"{_many(len(stamps), 'time-stamp')} of the root beside it.")
        report.note("roots", _how_to_check(stamps[-1]))


def _check_root_seals(bag: Bag, days: list[str], signers: Signers) -> Iterator[Problem]:
    before = ""
    for where in days:
        root, digest = bag.read_canonical(where), bag.digests[where].sha256
        try:
            statement = signers.check(bag.read_canonical(where.replace(".json", ".seal.json")))
        except (ValueError, UnreadableError) as error:
            yield f"A root's seal does not hold: {error}", where
        else:
            expected = {"force_id": root["force_id"], "day": root["day"], "root_sha256": digest}
            if any(statement[name] != value for name, value in expected.items()) or f"/{root['day']}.json" not in where:
                yield "A root is not the one that was sealed.", where
        if before and root["previous_sha256"] != before:
            yield "A root does not follow on the one before it.", where
        before = digest
    for where in bag.under("data/roots/"):
        if re.sub(r"\.(seal\.json|tsr)\Z", ".json", where) not in days:
            yield "A root is missing of which there is something else.", where


def _check_heads(bag: Bag, days: list[str], chains: Mapping[str, list[dict[str, Any]]]) -> Iterator[Problem]:
    for where in days:
        for head in bag.read_json(where)["chains"]:
            entries = chains.get(head["chain_id"], [])
            seen = [entry["hash"] for entry in entries if entry["sequence"] == head["sequence"]]
            if head["chain_id"] not in chains or seen == [head["hash"]]:
                continue
            text = "The chain is not the one that stood there on that day" if seen else "The chain was cut off"
            yield f"{text}: it had {head['sequence']} entries then.", f"{head['chain_id']}, {where}"


def _check_stamps(bag: Bag, stamps: list[str]) -> Iterator[Problem]:
    for where in stamps:
        root = bag.digests.get(where.replace(".tsr", ".json"))
        imprint, _ = read_imprint(bag.read(where))
        if root is None or imprint != root.sha256:
            yield "The time-stamp is of something else than the root beside it.", where


def _how_to_check(stamp: str) -> str:
    root = stamp.replace(".tsr", ".json")
    command = f"openssl ts -verify -data {root} -in {stamp} -CAfile authority.pem"
    return f"A time-stamp's own signature is checked with its authority's certificate: {command}"


# ---------------------------------------------------------------- all of it


def verify(bag: Bag, trusted: frozenset[str] = frozenset()) -> Report:
    """Check everything and return what was found. `trusted` holds fingerprints of keys."""
    report, signers = Report(), Signers(trusted)
    check_bag(bag, report)
    names = {name.split("/")[1] for name in bag.under("data/") if name.count("/") > 1} - {"roots"}
    materials = [Material(name, bag, signers) for name in sorted(names)]
    for material in materials:
        check_material(material, report)
    check_copies(materials, report)
    if not materials:
        report.judge("bag", [("There is no material in the bundle.", "data/")], "")
    check_roots(bag, materials, signers, report)
    _judge_keys(signers, report)
    return report


def _judge_keys(signers: Signers, report: Report) -> None:
    names = Counter(name for known_as in signers.met.values() for name in known_as)
    problems = [
        (f"One key has several names, or several keys have one: {', '.join(sorted(names))}.", "key_id")
        for known_as in (*signers.met.values(),)
        if len(known_as) > 1 or any(names[name] > 1 for name in known_as)
    ]
    if len(signers.met) > 1 and not signers.trusted:
        problems.append(("Several keys have signed. Name the one that you trust.", ", ".join(signers.met)))
    prints = ", ".join(sorted(signers.met))
    report.judge("key", problems[:1], f"All signatures are by the key whose SHA-256 is {prints}.")
    if not signers.trusted:
        report.note(
            "key",
            "A key that comes in the bundle shows only that its parts fit each other. Compare this "
            "SHA-256 with the one that the force makes known, or name the force's key.",
        )


def open_bundle(path: Path) -> Files:
    """Open a zip or a folder; raise UnreadableError with a sentence."""
    if not path.exists():
        message = f"There is nothing at {path}."
        raise UnreadableError(message)
    return FolderFiles(path) if path.is_dir() else ZipFiles(path)


def main(arguments: list[str] | None = None) -> int:
    """Check the bundle that the command line names; return what to leave with."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Checks a bundle of evidence.")
    parser.add_argument("bundle", type=Path, help="the zip, or the folder that it was unpacked into")
    parser.add_argument("--key", type=Path, action="append", default=[], help="the force's public key (PEM)")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    asked = parser.parse_args(arguments)
    try:
        trusted = frozenset(fingerprint(read_public_key(path.read_text())) for path in asked.key)
        report = verify(Bag(open_bundle(asked.bundle), _show_progress), trusted)
    except (UnreadableError, OSError, ValueError) as error:
        report = Report([Finding("bundle", "fails", str(error))])
    sys.stdout.write(write_json(report) if asked.json else write_text(report))
    return 0 if report.holds else 1


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and (done == of or not done % 100):
        sys.stderr.write(f"\r{done} of {of} files read" + ("\n" if done == of else ""))


def write_json(report: Report) -> str:
    """Return the report for programs."""
    return json.dumps({"holds": report.holds, "findings": list(map(asdict, report.findings))}, indent=1) + "\n"


def printable(text: str) -> str:
    """Return a text without what could move a terminal's cursor: it may come out of a hostile bundle."""
    return "".join(character if character.isprintable() else "?" for character in text)


def write_text(report: Report) -> str:
    """Return the report for people, with so many lines of each sort and no more."""
    lines, about, shown = [], "", Counter[tuple[str, str]]()
    for finding in report.findings:
        sort = (finding.about, finding.text)
        shown[sort] += 1
        if shown[sort] > MOST_LINES:
            continue
        if finding.about != about:
            about = finding.about
            lines += ["", printable(about)]
        word = {"holds": "holds", "fails": "DOES NOT HOLD", "note": "note"}[finding.outcome]
        lines.append(f"  {word:<14} {printable(finding.text)}")
        lines += [f"{'':17}{printable(finding.where)}"] if finding.where else []
    left_out = sum(count - MOST_LINES for count in shown.values() if count > MOST_LINES)
    lines += [f"  ... and {left_out} more of the same sort (--json has them all)"] if left_out else []
    failed = sum(finding.outcome == "fails" for finding in report.findings)
    end = "EVERYTHING HOLDS." if report.holds else f"{_many(failed, 'thing')} not as it should be: see above."
    return "\n".join([*lines, "", end, ""]).lstrip("\n")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(1)
