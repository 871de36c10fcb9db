#!/usr/bin/python3
"""The write peer of T1: one monthly row changes in PostgreSQL, its summary table with it, committed with synchronous_commit=on; then the
board is read from the summary. Needs the tables that `t1_pg.py load` made.

usage: t1_pg_write.py PEERS_FOLDER [WRITES]      PEERS_FOLDER holds t1_sql.py (shared/bench/peers)
"""
import json
import sys
import time

import psycopg2

sys.path.insert(0, sys.argv[1])
from t1_sql import board_sql  # noqa: E402

writes = int(sys.argv[2]) if len(sys.argv) > 2 else 500
connection = psycopg2.connect(host="127.0.0.1", port=5544, user="postgres", dbname="postgres")
cursor = connection.cursor()
cursor.execute("set synchronous_commit = on")
cursor.execute("select project_id, unit_id from progress g join projects p on p.id = g.project_id where month = 202506 "
               "order by project_id limit %s", (writes,))
rows = cursor.fetchall()
connection.commit()
query = board_sql(202506, "pg", True)
written, total = [], []
for project, unit in rows:
    started = time.perf_counter()
    cursor.execute("update progress set funds = funds + 1 where month = 202506 and project_id = %s", (project,))
    cursor.execute("update unit_month set funds = funds + 1 where month = 202506 and unit_id = %s", (unit,))
    connection.commit()
    written.append(time.perf_counter() - started)
    cursor.execute(query)
    cursor.fetchall()
    connection.commit()
    total.append(time.perf_counter() - started)
written.sort()
total.sort()
print(json.dumps({"task": "T1", "peer": "postgres+summary table", "step": "write to fresh board", "writes": len(total),
                  "p50_ms": total[len(total) // 2] * 1e3, "p99_ms": total[len(total) * 99 // 100] * 1e3,
                  "write_p50_ms": written[len(written) // 2] * 1e3,
                  "write_p99_ms": written[len(written) * 99 // 100] * 1e3}))
