#!/usr/bin/env python3
"""Makes survey.enrol, survey-1.txt and survey-2.txt: docs/FORMAT.md in another language, P-256 from its
equations alone. The same bytes each time."""
import base64
import hashlib

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    if a == b:
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result


def number(text):
    return int.from_bytes(hashlib.sha256(text).digest(), "big") % N


SECRET = number(b"survey vectors")
POINT = multiply(SECRET, G)
KEY = bytes([2 + POINT[1] % 2]) + POINT[0].to_bytes(32, "big")


def sign(message):
    k = number(b"k" + message)  # fine for a key that everybody may know
    r = multiply(k, G)[0] % N
    s = pow(k, -1, N) * (number(message) + r * SECRET) % N
    return base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def survey(n, previous, records):
    text = "\n".join([
        "khoa-survey 1", "surveyor " + base64.b64encode(KEY).decode(), "unit 15667", f"file {n}",
        "previous " + (hashlib.sha256(previous).hexdigest() if previous else "-"),
        "created 2026-11-23T08:00:00Z", *records, "end", ""]).encode()
    return text + b"signature " + sign(text) + b"\n"


def code(batch, index):
    check = 98 - (batch * 100000 + index) * 100 % 97
    return f"{batch:04}-{index:05}-{check:02}"


def note(blocks):
    bytes_ = b"".join(hashlib.sha256(bytes([i])).digest() for i in range(2 * blocks + 2))
    return base64.b64encode(bytes_[:48 + 64 * blocks]).decode()


FIRST = survey(1, b"", [
    "record 17 survey 2026-Q4 2026-11-23T07:41:09Z",
    "tag " + code(12, 345), "household 812", "village Thôn 3 Mẫu", "found present", "grade 3",
    "weaknesses 2,5", "position 19.812 105.590", "verdict 42 genuine good ours in-use fresh",
    "note " + note(1),
    "record 18 handover - 2026-11-23T07:50:00Z",
    "tag " + code(12, 346), "verdict 42 unissued good ours printed clock-wrong",
    "record 21 survey 2026-Q4 2026-11-23T07:51:00Z",
    "household 813", "found nobody-home",
    "record 22 survey 2026-Q4 2026-11-23T07:52:00Z",
    "tag " + code(1234567, 99999), "found wrong-place", "grade 1",
    "weaknesses " + ",".join(map(str, range(1, 100))), "position -0.001 -180.000",
    "verdict 0 unknown unknown unknown unknown unknown", "note " + note(16),
    "record 23 survey 2026-Q4 2026-11-23T07:53:00Z",
    "village Thôn 3 Mẫu", "found refused",
])
SECOND = survey(2, FIRST, [])

for name, content in {
    "survey.enrol": b"khoa-surveyor-1:" + base64.b64encode(KEY) + b":"
                    + hashlib.sha256(KEY).hexdigest()[:16].upper().encode() + b"\n",
    "survey-1.txt": FIRST, "survey-2.txt": SECOND,
}.items():
    open(__file__.rsplit("/", 1)[0] + "/" + name, "wb").write(content)
