# Sourced by the scripts: what is missing comes from Debian's packages.

say() { echo "$(basename "$0"): $*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif sudo -n true 2> /dev/null; then
    sudo -n "$@"
  else
    say "root is needed for: $*; run that yourself, or this script as root"
    return 1
  fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" < /dev/null > /dev/null; }

# refresh_packages: reads the package lists, once per script.
refresh_packages() {
  if [ -n "${packages_refreshed:-}" ]; then return; fi
  apt update
  packages_refreshed=yes
}

# need_packages NAME…: installs those that are not installed.
need_packages() {
  local missing=() name
  for name in "$@"; do
    [[ "$(dpkg-query -W -f '${Status}' "$name" 2> /dev/null)" == *' installed' ]] || missing+=("$name")
  done
  if [ ${#missing[@]} = 0 ]; then return; fi
  say "installing ${missing[*]}"
  refresh_packages
  apt install -y --no-install-recommends "${missing[@]}"
}

# need_commands COMMAND:PACKAGE…: installs the packages of the commands that are not found, wherever they come from.
need_commands() {
  local pair packages=()
  for pair in "$@"; do
    command -v "${pair%%:*}" > /dev/null || packages+=("${pair#*:}")
  done
  if [ ${#packages[@]} -gt 0 ]; then need_packages "${packages[@]}"; fi
}

# download_package NAME: puts the package's file into the current folder, without installing it.
download_package() {
  apt-get -qq download "$1" 2> /dev/null >&2 || { refresh_packages; apt-get -qq download "$1" >&2; }
}

# need_python_modules MODULE=REQUIREMENT…: installs from PyPI the modules that python3 does not find.
need_python_modules() {
  local pair missing=()
  for pair in "$@"; do
    python3 -c "import ${pair%%=*}" 2> /dev/null || missing+=("${pair#*=}")
  done
  if [ ${#missing[@]} = 0 ]; then return; fi
  say "installing ${missing[*]}"
  need_commands pip3:python3-pip
  # Debian keeps its own Python apart unless told otherwise.
  local outside=()
  if [[ "$(python3 -m pip install --help)" == *--break-system-packages* ]]; then outside=(--break-system-packages); fi
  python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore "${outside[@]}" "${missing[@]}" >&2
}
