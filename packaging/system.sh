#!/usr/bin/env bash
# Install the Debian libraries that pip cannot bring, or name what is missing.
# Usage: packaging/system.sh base|run|test   (each word includes the ones before it)
# Installs where it may (root, or sudo without a password). Where it may not, it names the packages and goes on:
# the program may still start, and the tests that need a missing tool say so and are left out.
set -euo pipefail

readonly what="${1:?base, run or test}"

base=(make python3-venv)
run=(
    # Qt, also without a screen
    libgl1 libegl1 libglib2.0-0 libfontconfig1 libfreetype6 libxkbcommon0 libdbus-1-3
    # Qt on X11
    libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
    # Qt on Wayland
    libwayland-cursor0 libwayland-egl1
)
tools=(libreoffice-calc poppler-utils xvfb xauth xdotool fonts-dejavu-core)
# A screen reader's bus, and the way into it from Python.
tools+=(at-spi2-core dbus gir1.2-atspi-2.0 python3-gi)
# The server of the central database: the tests start one of their own.
tools+=(postgresql)

has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

wanted() {
    has_venv || echo python3-venv
    command -v make >/dev/null || echo make
    [[ "$what" == base ]] || printf '%s\n' "${run[@]}"
    [[ "$what" != test ]] || printf '%s\n' "${tools[@]}"
}

missing=()
if command -v dpkg-query >/dev/null; then
    for package in $(wanted); do
        # Ubuntu names this one after the change to 64-bit time.
        installed "$package" || installed "${package}t64" || missing+=("$package")
    done
elif ! has_venv; then
    missing=("${base[@]}")
fi
((${#missing[@]})) || exit 0

as_root=()
if ((EUID)); then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=(sudo -n)
    else
        echo "Not installed, and this user may not install: ${missing[*]}" >&2
        echo "Ask for:  sudo apt-get install ${missing[*]}" >&2
        exit 0
    fi
fi

export DEBIAN_FRONTEND=noninteractive
said="$(mktemp)"
trap 'rm -f "$said"' EXIT
# What apt says is shown only when it fails.
quietly() { ${as_root[@]+"${as_root[@]}"} "$@" </dev/null >"$said" 2>&1 || { tail -n 5 "$said" >&2; return 1; }; }
install() { quietly apt-get install -y --no-install-recommends "$@"; }

echo "Installing system packages: ${missing[*]}"
quietly apt-get update || echo "The list of packages could not be renewed; trying the old one." >&2
if ! install "${missing[@]}"; then
    # One unknown name must not keep the others away.
    for package in "${missing[@]}"; do
        install "$package" || echo "Could not install $package." >&2
    done
fi
