#!/usr/bin/python3
"""From HTTP write to durable store to fresh board: reports a month of a project over REST, then reads the board of its unit, and checks
that the board moved by exactly what was written. Timed is from the first byte of the write to the figure of the board that was read.
A plain socket, because Python's HTTP client alone takes longer than the server.

usage: write.py URL LOGIN PASSWORD UNIT PERIOD [WRITES]      e.g. write.py http://127.0.0.1:5080 admin secret 400000 2025-06
"""
import json
import re
import socket
import sys
import time
import urllib.parse

url, login, password, unit, period = sys.argv[1:6]
writes = int(sys.argv[6]) if len(sys.argv) > 6 else 500
place = urllib.parse.urlsplit(url)
server = socket.create_connection((place.hostname, place.port or 80))
server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
cookies = {}


def request(method, path, body="", kind="application/json"):
    cookie = "; ".join(f"{k}={v}" for k, v in cookies.items())
    body = body.encode()
    return (f"{method} {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
            + (f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n" if method != "GET" else "") + "\r\n").encode() + body


def exchange(message):
    """Sends a request and returns the bytes of the whole answer, head and body."""
    server.sendall(message)
    answer = b""
    while True:
        part = server.recv(1 << 20)
        assert part, "the server hung up"
        answer += part
        end = answer.find(b"\r\n\r\n")
        if end < 0:
            continue
        length = re.search(rb"\r\nContent-Length: (\d+)", answer[:end])
        if length and len(answer) >= end + 4 + int(length.group(1)) or not length and answer.endswith(b"\r\n0\r\n\r\n"):
            return answer


def read(answer):
    """Status and text of an answer; keeps the cookies that it sets."""
    head, body = answer.split(b"\r\n\r\n", 1)
    if b"chunked" in head:
        parts, rest = [], body
        while (size := int(rest.split(b"\r\n", 1)[0], 16)) > 0:
            start = rest.index(b"\r\n") + 2
            parts.append(rest[start:start + size])
            rest = rest[start + size + 2:]
        body = b"".join(parts)
    for name, value in re.findall(rb"\r\nSet-Cookie: ([^=]+)=([^;\r]*)", head):
        cookies[name.decode()] = value.decode()
    return int(head[9:12]), body.decode()


def call(*asked):
    return read(exchange(request(*asked)))


token = re.search(r'__RequestVerificationToken" value="([^"]*)', call("GET", "/login")[1]).group(1)
status, _ = call("POST", "/login", urllib.parse.urlencode({"login": login, "password": password, "__RequestVerificationToken": token}),
                 "application/x-www-form-urlencoded")
assert status == 303, f"sign-in failed: {status}"
board = f"/api/board?period={period}&unit={unit}&indicator=funds.total"


def figure(answer):
    status, text = read(answer)
    assert status == 200, text
    return round(json.loads(text)["cells"][0]["value"] * 10**10)


status, text = call("GET", f"/api/board/figure?period={period}&unit={unit}&indicator=funds.total")
assert status == 200, text
project = json.loads(text)["rows"][0]["projectId"]
months = {m["month"]: m for m in json.loads(call("GET", f"/api/projects/{project}")[1])["months"]}
now = months.get(period, {})
funds, version = now.get("fundsWan") or 0, now.get("version", 0)
ask = request("GET", board)
start = figure(exchange(ask))
written, total = [], []
for i in range(writes):
    funds += 1 if i % 2 == 0 else -1
    change = request("PUT", f"/api/projects/{project}/months/{period}", json.dumps(
        {"fundsWan": funds, "fixedInvestmentWan": now.get("fixedInvestmentWan"), "version": version}))
    began = time.perf_counter()
    stored = exchange(change)
    between = time.perf_counter()
    fresh = figure(exchange(ask))
    total.append(time.perf_counter() - began)
    written.append(between - began)
    status, text = read(stored)
    assert status == 200, text
    version = json.loads(text)["version"]
    assert fresh - start == (1_000_000 if i % 2 == 0 else 0), "the board is not fresh"
written.sort()
total.sort()
print(json.dumps({"task": "T1", "peer": "ours", "step": "write to fresh board", "writes": writes, "p50_ms": total[writes // 2] * 1e3,
                  "p99_ms": total[writes * 99 // 100] * 1e3,
                  "write_p50_ms": written[writes // 2] * 1e3, "write_p99_ms": written[writes * 99 // 100] * 1e3}))
