#!/usr/bin/env bash
# The smoke demo on a Debian 13 that holds what the README asks for and nothing else, as a user
# without root and without a name. Needs root, debootstrap, 10 GB of disk and the network.
#
#   fresh_debian.sh [MIRROR]
#
# TMPDIR says where; FRESH_FILES names files that this machine needs to reach its networks
# (certificates, pip.conf), which get the same place in the new system.
set -euo pipefail
cd "$(dirname "$0")/../.."

user=1000:1000
fresh=$(mktemp -d)
chmod 755 "$fresh"
trap 'rm -rf --one-file-system "$fresh"' EXIT

debootstrap --variant=minbase --include=ca-certificates,git,make,python3-venv trixie "$fresh" ${1:+"$1"}
for file in /etc/resolv.conf ${FRESH_FILES:-}; do
  install -D --mode=644 "$file" "$fresh$file"
done
git clone --quiet . "$fresh/home/demo/voxloom"
chown -R "$user" "$fresh/home/demo"

kept=()
for name in SSL_CERT_FILE PIP_CERT; do
  [ -z "${!name:-}" ] || kept+=("$name=${!name}")
done

# In a mount namespace of its own: what is mounted goes with the command, however it ends.
export fresh user
# shellcheck disable=SC2016
unshare --mount --pid --fork --kill-child sh -euc '
  mount -t proc proc "$fresh/proc"
  mount --rbind /dev "$fresh/dev"
  exec chroot --userspec="$user" "$fresh" env -i HOME=/home/demo PATH=/usr/bin:/bin "$@" \
    sh -euc "cd /home/demo/voxloom; make demo PRESET=smoke; ls -l say.wav"
' sh "${kept[@]}"
