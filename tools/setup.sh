#!/bin/sh
# Install the Debian packages of packaging/debian-12.txt that are missing, saying
# what it does. Root installs; others use sudo. Does nothing when all is there.
set -eu
list=$(sed -n 's/^\([a-z0-9][^ ]*\).*/\1/p' "$(dirname "$0")/../packaging/debian-12.txt")
command -v dpkg-query >/dev/null 2>&1 || {
    echo "setup: not a Debian system; please install what packaging/debian-12.txt names" >&2
    exit 0
}
missing=
for package in $list; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0
sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
echo "setup: installing$missing" >&2
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
