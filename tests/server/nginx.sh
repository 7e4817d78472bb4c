#!/bin/sh
# nginx from Debian's packages for the tests of several processes, when it is missing and may be
# installed. Its own service is not started; the tests run it as an ordinary process.
PATH="$PATH:/usr/sbin"
command -v nginx >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  sudo apt-get update -qq && sudo RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light
fi
command -v nginx >/dev/null 2>&1 && exit 0
echo "nginx is missing and could not be installed: apt-get install nginx-light" >&2
exit 1
