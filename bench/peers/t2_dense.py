#!/usr/bin/env python3
"""t2_dense.py FROM TO: the dense set of T2, about 30 matches per enterprise. The same policies without place, industry and flags."""
import json
import os
import sys

source, target = sys.argv[1:3]
policies = json.load(open(os.path.join(source, "t2_policies.json")))
for policy in policies:
    policy.update(region_len=0, region=0, industry=[])
    policy.pop("flags_all", None)
os.makedirs(target, exist_ok=True)
with open(os.path.join(target, "t2_policies.json"), "w") as out:
    json.dump(policies, out)
rows = os.path.join(target, "t2_ent.csv")
if not os.path.exists(rows):
    os.symlink(os.path.abspath(os.path.join(source, "t2_ent.csv")), rows)
