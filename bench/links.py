#!/usr/bin/python3
"""A list of shareholdings as an office would hand it in: companies with one to three holders each whose shares add up to 100 %, half of
them companies of the same list, half persons. The same number of links gives the same file.

usage: links.py LINKS OUT.csv
"""
import random
import sys

links, out = int(sys.argv[1]), sys.argv[2]
companies = links // 2
digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
draw = random.Random(7)


def code(i):
    """Credit code (GB 32100) of the company number i."""
    own = f"{10_000_000 + i:08d}"
    rest = 11 - sum(int(c) * w for c, w in zip(own, [3, 7, 9, 10, 5, 8, 4, 2])) % 11
    body = "91371400" + own + ("X" if rest == 10 else "0" if rest == 11 else str(rest))
    return body + digits[(31 - sum(digits.index(c) * w for c, w in zip(body, weights)) % 31) % 31]


def company(i):
    return f"东方第{i}实业有限公司,{code(i)}"


with open(out, "w", encoding="utf-8") as file:
    file.write("企业名称,信用代码,股东名称,股东代码,股东类型,持股比例,日期,来源\n")
    written = i = 0
    while written < links:
        left, holders = 100.0, min(draw.choice([1, 2, 3]), links - written)
        for last in range(holders - 1, -1, -1):
            share = left if last == 0 else round(left * draw.uniform(0.3, 0.7), 2)
            left = round(left - share, 2)
            holder = f"{company(draw.randrange(companies))},企业法人" if draw.random() < 0.5 else f"王{draw.randrange(90_000)},,自然人"
            file.write(f"{company(i)},{holder},{share:g},2022-12-31,年报\n")
        written, i = written + holders, i + 1
