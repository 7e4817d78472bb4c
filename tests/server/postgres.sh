#!/bin/sh
# PostgreSQL with PostGIS from Debian's packages for the tests of the store of several offices,
# when it is missing and may be installed. No cluster is made: the tests make their own.
for program in /usr/lib/postgresql/*/bin/initdb; do
  [ -x "$program" ] && exit 0
done
PACKAGES="postgresql postgresql-postgis"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/ward-atlas.conf
  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $PACKAGES
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  sudo apt-get update -qq && sudo RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $PACKAGES
fi
for program in /usr/lib/postgresql/*/bin/initdb; do
  [ -x "$program" ] && exit 0
done
echo "PostgreSQL is missing and could not be installed: apt-get install $PACKAGES" >&2
exit 1
