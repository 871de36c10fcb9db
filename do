#!/bin/sh
# Builders' commands; works from any folder, on a fresh clone.
set -eu
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

usage() {
  cat >&2 <<'T'
usage: ./do COMMAND
  run              build, then start the product with the demo workspace
  test [FILTER]    build and run all tests (or those whose full name contains FILTER)
  build            leave the runnable product at out/yinfeng
  check            formatting, analyzers, the map of modules, migrations against the model
  migration NAME   bring what is generated from the model up to it, for both databases
  bench [ARGS]     measure (bench/Yinfeng.Benchmarks)
  soak [FILTER]    the long forms of the fault tests
T
  exit 2
}

say() { printf '%s\n' "$*" >&2; }

# What building needs, and in plain words how to get it.
need_tools() {
  missing=0
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks | grep -q '^10\.'; then
    say "The .NET 10 SDK is missing. Get it from https://dotnet.microsoft.com/download/dotnet/10.0"
    say "  (Debian/Ubuntu with Microsoft's package source: apt install dotnet-sdk-10.0)"
    missing=1
  fi
  node=$(node --version 2>/dev/null | sed 's/^v//; s/\..*//') || node=
  if [ "${node:-0}" -lt 20 ] || ! command -v npm >/dev/null 2>&1; then
    say "Node.js 20 or newer with npm is missing. Get it from https://nodejs.org/"
    say "  (Debian/Ubuntu with NodeSource's package source: apt install nodejs)"
    missing=1
  fi
  [ "$missing" = 0 ] || exit 1
}

build_product() {
  need_tools
  # Compiled ahead of time for this machine: a command starts in half the time.
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) set -- -r linux-x64 --self-contained false -p:PublishReadyToRun=true ;;
    Linux-aarch64) set -- -r linux-arm64 --self-contained false -p:PublishReadyToRun=true ;;
    *) set -- ;;
  esac
  dotnet publish src/Yinfeng.Host -c Release -o out/app --nologo -v quiet "$@"
  cat > out/yinfeng <<'T'
#!/bin/sh
# A command is over before compiling for its own profile pays. An import holds a ledger of any size: all cores collect its garbage, and
# what only its start calls is not compiled again (hex: calls after which a method is).
case "${1-}" in
  serve|run) ;;
  import) export DOTNET_TieredPGO=0 DOTNET_gcServer=1 DOTNET_GCHeapCount=3 DOTNET_GCNoAffinitize=1 DOTNET_TC_CallCountThreshold=400 ;;
  # Reads everything once and keeps little of it: collected every 16 MB (hex), whatever the processor's cache, it stays small.
  bulletin|close) export DOTNET_TieredPGO=0 DOTNET_GCgen0size=1000000 ;;
  *) export DOTNET_TieredPGO=0 ;;
esac
exec "$(dirname "$(readlink -f "$0")")/app/Yinfeng.Host" "$@"
T
  chmod +x out/yinfeng
}

# Runs a command as root where that is allowed without asking; fails where it is not.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The tests want a browser, Chinese fonts, a database server and an office suite; Debian has all four.
install_for_tests() {
  [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1 || return 0
  wanted=
  [ -x /usr/bin/chromium ] || wanted="$wanted chromium"
  [ -d /usr/share/fonts/opentype/noto ] || wanted="$wanted fonts-noto-cjk"
  postgres_bin >/dev/null || wanted="$wanted postgresql"
  { command -v soffice && command -v pdftoppm && [ -e /usr/lib/libreoffice/program/libswlo.so ]; } >/dev/null 2>&1 || wanted="$wanted libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils"
  [ -n "$wanted" ] || return 0
  if ! as_root true 2>/dev/null; then
    say "Not installed, so their tests are skipped:$wanted"
    return 0
  fi
  say "Installing for the tests:$wanted"
  # shellcheck disable=SC2086 # A list of package names.
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted; } >/dev/null ||
    say "Installing failed; the tests that need them are skipped."
}

postgres_bin() {
  for dir in /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
    [ -x "$dir/initdb" ] && { echo "$dir"; return 0; }
  done
  command -v initdb >/dev/null 2>&1 && dirname "$(command -v initdb)"
}

# A server refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then su -s /bin/sh postgres -c "$1"; else sh -c "$1"; fi
}

# A PostgreSQL cluster of its own in a temporary folder, on a socket instead of a port: nothing to collide with.
start_postgres() {
  [ -z "${YINFENG_TEST_POSTGRES:-}" ] || return 0
  pg=$(postgres_bin) || return 0
  pgdir=$(mktemp -d "${TMPDIR:-/tmp}/yinfeng-pg.XXXXXX")
  if [ "$(id -u)" = 0 ]; then chown postgres "$pgdir"; fi
  trap 'as_postgres "$pg/pg_ctl -D $pgdir/data -m immediate stop" >/dev/null 2>&1; rm -rf "$pgdir"' EXIT
  trap 'exit 130' INT TERM
  if as_postgres "cd $pgdir && $pg/initdb -D $pgdir/data -A trust -U yinfeng --locale=C.UTF-8 -E UTF8 --no-sync &&
      $pg/pg_ctl -D $pgdir/data -l $pgdir/log -w -o \"-k $pgdir -c listen_addresses= -c fsync=off -c max_connections=300\" start" >"$pgdir.log" 2>&1; then
    rm -f "$pgdir.log"
    YINFENG_TEST_POSTGRES="Host=$pgdir;Username=yinfeng;Database=postgres"
    export YINFENG_TEST_POSTGRES
  else
    say "PostgreSQL did not start ($pgdir.log); its tests are skipped."
  fi
}

run_tests() {
  need_tools
  install_for_tests
  start_postgres
  rm -rf artifacts/trx
  dotnet build Yinfeng.slnx -c Release --nologo -v quiet
  code=0
  if [ $# -gt 0 ]; then set -- --filter "FullyQualifiedName~$1"; fi
  dotnet test Yinfeng.slnx -c Release --no-build --nologo --results-directory artifacts/trx --logger trx \
    --logger "console;verbosity=minimal" "$@" || code=$?
  node tools/test-totals.mjs artifacts/trx || code=1
  return $code
}

command=${1:-help}
[ $# = 0 ] || shift
case "$command" in
run)
  build_product
  exec out/yinfeng serve --demo "$@" ;;
build) build_product ;;
test) run_tests "$@" ;;
soak)
  YINFENG_SOAK=1
  export YINFENG_SOAK
  run_tests "$@" ;;
check)
  need_tools
  dotnet build Yinfeng.slnx --nologo -v quiet
  dotnet format whitespace Yinfeng.slnx --no-restore --verify-no-changes --exclude src/Yinfeng.Migrations/Sqlite src/Yinfeng.Migrations/Postgres
  dotnet test tests/Yinfeng.Tests --no-build --nologo --filter "FullyQualifiedName~Architecture|FullyQualifiedName~SchemaTests" ;;
migration)
  # One Init per provider until the first release: regenerate it.
  rm -rf src/Yinfeng.Migrations/Sqlite src/Yinfeng.Migrations/Postgres
  dotnet run --project tools/AddMigration -- "${1:-Init}" src/Yinfeng.Migrations ;;
bench)
  need_tools
  dotnet run -c Release --project bench/Yinfeng.Benchmarks -- "$@" ;;
*) usage ;;
esac
