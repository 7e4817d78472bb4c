#!/bin/sh
# LibreOffice Impress from Debian's packages for the tests of slides, when it is missing and may be installed.
command -v soffice >/dev/null 2>&1 && exit 0
install="apt-get install -y -qq --no-install-recommends libreoffice-impress"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive $install
fi
command -v soffice >/dev/null 2>&1 && exit 0
echo "LibreOffice is missing and could not be installed: apt-get install libreoffice-impress" >&2
exit 1
