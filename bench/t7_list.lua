-- Ledger list under load, the same random walk as shared/bench/peers/t7_list.lua takes with its contestants.
-- T7MODE=json|html|part COOKIE=<value of the sign-in cookie> wrk -t2 -c32 -d10s -s bench/t7_list.lua http://127.0.0.1:5080
local stages = { "negotiating", "signed", "started", "producing", "atCapacity" }
local sorts = { "-invest", "invest", "-signed" }
local mode = os.getenv("T7MODE") or "json"
local path = mode == "json" and "/api/projects" or "/projects"
local headers = { ["Cookie"] = "yinfeng=" .. (os.getenv("COOKIE") or "") }
if mode == "part" then headers["HX-Request"] = "true" end
function init(args) math.randomseed(42) end
request = function()
  local s = stages[math.random(5)]; local g = math.random(0, 300000); local o = sorts[math.random(3)]; local p = math.random(1, 30)
  return wrk.format("GET", path .. "?stage=" .. s .. "&gte=" .. g .. "&sort=" .. o .. "&limit=20&page=" .. p, headers)
end
done = function(s, l, r)
  io.write(string.format('{"task":"T7","mode":"yinfeng-%s","qps":%.1f,"p50_ms":%.2f,"p99_ms":%.2f,"bytes":%d,"errors":%d}\n', mode,
    s.requests / (s.duration / 1e6), l:percentile(50) / 1000, l:percentile(99) / 1000, s.bytes,
    s.errors.status + s.errors.timeout + s.errors.connect))
end
