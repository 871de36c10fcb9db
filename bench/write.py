#!/usr/bin/python3
"""From HTTP write to durable store to fresh board: reports a month of a project over REST, then reads the board of its unit, and checks
that the board moved by exactly what was written.

usage: write.py URL LOGIN PASSWORD UNIT PERIOD [WRITES]      e.g. write.py http://127.0.0.1:5080 admin secret 400000 2025-06
"""
import http.client
import json
import re
import sys
import time
import urllib.parse

url, login, password, unit, period = sys.argv[1:6]
writes = int(sys.argv[6]) if len(sys.argv) > 6 else 500
server = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
cookies = {}


def call(method, path, body=None, kind="application/json"):
    headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()), "Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
    server.request(method, path, body, headers)
    answer = server.getresponse()
    text = answer.read().decode()
    for line in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = line.split(";")[0].partition("=")
        cookies[name] = value
    return answer.status, text


token = re.search(r'__RequestVerificationToken" value="([^"]*)', call("GET", "/login")[1]).group(1)
status, _ = call("POST", "/login", urllib.parse.urlencode({"login": login, "password": password, "__RequestVerificationToken": token}),
                 "application/x-www-form-urlencoded")
assert status == 303, f"sign-in failed: {status}"
board = f"/api/board?period={period}&unit={unit}&indicator=funds.total"


def figure():
    status, text = call("GET", board)
    assert status == 200, text
    return round(json.loads(text)["cells"][0]["value"] * 10**10)


status, text = call("GET", f"/api/board/figure?period={period}&unit={unit}&indicator=funds.total")
assert status == 200, text
project = json.loads(text)["rows"][0]["projectId"]
months = {m["month"]: m for m in json.loads(call("GET", f"/api/projects/{project}")[1])["months"]}
now = months.get(period, {})
funds, version = now.get("fundsWan") or 0, now.get("version", 0)
start = figure()
written, total = [], []
for i in range(writes):
    funds += 1 if i % 2 == 0 else -1
    began = time.perf_counter()
    status, text = call("PUT", f"/api/projects/{project}/months/{period}",
                        json.dumps({"fundsWan": funds, "fixedInvestmentWan": now.get("fixedInvestmentWan"), "version": version}))
    written.append(time.perf_counter() - began)
    fresh = figure()
    total.append(time.perf_counter() - began)
    assert status == 200, text
    version = json.loads(text)["version"]
    assert fresh - start == (1_000_000 if i % 2 == 0 else 0), "the board is not fresh"
written.sort()
total.sort()
print(json.dumps({"task": "T1", "peer": "ours", "step": "write to fresh board", "writes": writes, "p50_ms": total[writes // 2] * 1e3,
                  "p99_ms": total[writes * 99 // 100] * 1e3,
                  "write_p50_ms": written[writes // 2] * 1e3, "write_p99_ms": written[writes * 99 // 100] * 1e3}))
