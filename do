#!/bin/sh
# Builders' commands. ./do run | test | build | check | migration NAME | bench | soak
set -eu
cd "$(dirname "$0")"
case "${1:-help}" in
build)
  dotnet publish src/Yinfeng.Host -c Release -o out/app --nologo -v quiet
  printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/app/Yinfeng.Host" "$@"\n' > out/yinfeng
  chmod +x out/yinfeng ;;
migration)
  # One Init per provider until the first release: regenerate it.
  rm -rf src/Yinfeng.Migrations/Sqlite src/Yinfeng.Migrations/Postgres
  dotnet run --project tools/AddMigration -- "${2:-Init}" src/Yinfeng.Migrations ;;
*) echo "usage: ./do run | test | build | check | migration NAME | bench | soak" >&2; exit 2 ;;
esac
