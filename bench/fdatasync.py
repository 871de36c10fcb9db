#!/usr/bin/python3
"""What the disk alone takes for a small commit: three pages written over in a file that has its length, then fdatasync.

usage: fdatasync.py FILE [WRITES]      FILE is made, 32 MB long, on the disk to be looked at
"""
import json
import os
import sys
import time

LENGTH, PAGES = 32 << 20, 3 * 4120
writes = int(sys.argv[2]) if len(sys.argv) > 2 else 500
file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
os.pwrite(file, bytes(LENGTH), 0)
os.fsync(file)
taken, at = [], 0
for i in range(writes):
    started = time.perf_counter()
    os.pwrite(file, bytes([i % 256]) * PAGES, at)
    os.fdatasync(file)
    taken.append(time.perf_counter() - started)
    at = (at + PAGES) % (LENGTH - PAGES)
    time.sleep(0.001)
taken.sort()
print(json.dumps({"step": "overwrite and fdatasync", "writes": writes, "p50_ms": taken[writes // 2] * 1e3,
                  "p99_ms": taken[writes * 99 // 100] * 1e3}))
