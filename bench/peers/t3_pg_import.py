# PostgreSQL's side of `import enterprises`: COPY of the same files, then a btree and a trigram index over the names.
# usage: t3_pg_import.py "host=... port=... user=..." FILE.csv.gz...
import gzip, json, sys, time
import psycopg2

connection = psycopg2.connect(sys.argv[1] + " dbname=postgres")
connection.autocommit = True
sql = connection.cursor()
sql.execute("SET maintenance_work_mem='1GB'; SET max_parallel_maintenance_workers=4")
sql.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
sql.execute("DROP TABLE IF EXISTS t3_import")
sql.execute("CREATE TABLE t3_import(name text, credit_code text, code_valid int, registered_on date, type text, capital_wan numeric, currency text, "
            "capital_cny_wan numeric, scope text, province text, city text, adcode text, county_adcode text)")
began = time.time()
for path in sys.argv[2:]:
    with gzip.open(path) as file:
        sql.copy_expert("COPY t3_import FROM STDIN (FORMAT csv, HEADER)", file, 1 << 20)
copied = time.time()
sql.execute("CREATE INDEX t3_import_name ON t3_import(name text_pattern_ops)")
btree = time.time()
sql.execute("CREATE INDEX t3_import_trgm ON t3_import USING gin(name gin_trgm_ops)")
done = time.time()
sql.execute("SELECT count(*) FROM t3_import")
rows = sql.fetchone()[0]
sql.execute("DROP TABLE t3_import")
print(json.dumps(dict(task="t3-import", peer="postgres", rows=rows, copy=round(copied - began, 2), btree=round(btree - copied, 2),
                      gin=round(done - btree, 2), seconds=round(done - began, 2))))
