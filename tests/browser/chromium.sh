#!/bin/sh
# Chromium from Debian's packages for the browser tests, when it is missing and may be installed.
command -v chromium >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
fi
command -v chromium >/dev/null 2>&1 && exit 0
echo "Chromium is missing and could not be installed: apt-get install chromium" >&2
exit 1
