# Sourced by images: containers that offer one way to obtain the agent, and next to nothing else.
#
#   bare-curl, bare-wget   dash, chmod and that tool; bare-wget can compute digests, bare-curl cannot
#   bare-python, bare-perl dash and the interpreter's minimal package: not even chmod
#   bare-bash              bash, chmod and cat
#   bare-busybox           busybox under the names `busybox` and `sh`; no /tmp, no /etc
#   bare-musl              dash on the C library musl, and busybox beside it
#   bare-names             curl, and an nsswitch.conf that asks foreign modules first
#   bare-debian-11         the same with the programs and modules of Debian 11, whose C library is older than the agent's
#   bare-shell             a static dash and nothing else at all
#   bare-unchangeable      dash and curl, but nothing that makes a file executable
# There are certificates in none of them.
bare_images=(bare-curl bare-wget bare-python bare-perl bare-bash bare-busybox bare-musl bare-names bare-debian-11 bare-shell
  bare-unchangeable)

# pantry: the root file system from which programs are taken, made once; prints its path.
pantry() {
  local root=$roots/pantry
  if [ ! -e "$root.complete" ]; then
    say "unpacking what the bare images are made of"
    rm -rf "$root"
    unpack "$root" dash bash coreutils curl wget python3-minimal perl-base libnss-mdns libnss-myhostname musl
    touch "$root.complete"
  fi
  echo "$root"
}

# fetch_old_lists: what Debian 11 has, from wherever this machine has its own packages; fails when it is no longer there.
fetch_old_lists() {
  if [ -e "$roots/old-pantry.complete" ]; then return; fi
  mkdir -p "$roots/old-pantry.lists/partial"
  debian_line deb bullseye > "$roots/old-pantry.list"
  old_options=(-o Dir::Etc::SourceList="$roots/old-pantry.list" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::State::Lists="$roots/old-pantry.lists" -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any)
  apt-get -qq "${old_options[@]}" update < /dev/null >&2
}

# old_pantry: the same of Debian 11.
old_pantry() {
  local root=$roots/old-pantry loader
  if [ ! -e "$root.complete" ]; then
    say "unpacking programs of Debian 11"
    rm -rf "$root"
    APT_OPTIONS=("${old_options[@]}")
    unpack "$root" dash bash coreutils curl libnss-mdns libnss-myhostname
    APT_OPTIONS=()
    # Its loader is a link that leads out of the folder.
    for loader in "$root"/lib64/ld-linux*; do cp --remove-destination "$root$(readlink "$loader")" "$loader"; done
    touch "$root.complete"
  fi
  echo "$root"
}

# debian_line KIND RELEASE: a line of sources.list with the archive that this machine uses.
debian_line() {
  local release archive
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  archive=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    sed -n "s/^$release //p" | head -n 1)
  echo "$1 [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $2 main"
}

# musl_shells: a folder with `dash`, built on musl from Debian's source, and `dash-static`; prints its path.
musl_shells() {
  local folder=$roots/musl-shells flags
  if [ ! -e "$folder/dash-static" ]; then
    say "building dash on musl"
    need_packages musl-tools gcc make >&2
    rm -rf "$folder"
    mkdir -p "$folder/lists/partial"
    debian_line deb-src "$(. /etc/os-release && echo "$VERSION_CODENAME")" > "$folder/sources"
    local options=(-o Dir::Etc::SourceList="$folder/sources" -o Dir::Etc::SourceParts=/dev/null
      -o Dir::State::Lists="$folder/lists" -o APT::Sandbox::User=root)
    (
      cd "$folder"
      apt-get -qq "${options[@]}" update
      apt-get -qq "${options[@]}" --download-only --tar-only source dash
      tar -xzf dash_*.orig.tar.gz --strip-components=1
      for flags in '' -static; do
        ./configure -q --without-libedit CC=musl-gcc LDFLAGS="-s $flags"
        make -s clean
        make -s > /dev/null
        cp src/dash "$folder/dash$flags"
      done
    ) < /dev/null >&2
  fi
  echo "$folder"
}

# libraries PANTRY FILE: what the program or library needs to be loaded, its loader too.
libraries() {
  local loader
  loader=$(cd "$1" && ls lib*/ld-linux*.so.* | head -n 1)
  echo "/$loader"
  chroot "$1" "/$loader" --list "/$2" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p'
}

# take PANTRY ROOT FILE…: the files at the same places, links followed, with the libraries that they need.
take() {
  local pantry=$1 root=$2 file; shift 2
  for file; do
    (cd "$pantry" && cp -L --parents "$file" $(libraries "$pantry" "$file" | sed 's/^/./') "$root")
  done
}

# offer PANTRY ROOT PROGRAM…: the programs; the first that is a shell becomes /bin/sh.
offer() {
  local pantry=$1 root=$2 program; shift 2
  for program; do
    if [ -e "$pantry/usr/bin/$program" ]; then take "$pantry" "$root" "usr/bin/$program"; fi
  done
  ln -s "../usr/bin/$1" "$root/bin/sh"
}

# offer_python ROOT, offer_perl ROOT: the interpreters of the minimal packages with their own libraries.
offer_python() {
  local pantry program library; pantry=$(pantry)
  program=$(basename "$(readlink "$pantry/usr/bin/python3")")
  offer "$pantry" "$1" dash "$program"
  ln -s "$program" "$1/usr/bin/python3"
  (cd "$pantry" && cp -r --parents "usr/lib/$program" "$1")
  for library in "$pantry/usr/lib/$program"/lib-dynload/_{ssl,hashlib}.*.so; do
    take "$pantry" "$1" "${library#"$pantry"/}"
  done
}

offer_perl() {
  offer "$(pantry)" "$1" dash perl
  (cd "$(pantry)" && cp -r --parents usr/lib/*/perl-base "$1")
}

# confuse_names PANTRY ROOT: modules of the C library's that ask others for names, before its own.
confuse_names() {
  local module
  for module in "$1"/usr/lib/*/libnss_{mdns4_minimal,myhostname}.so.2 "$1"/lib/*/libnss_{mdns4_minimal,myhostname}.so.2; do
    if [ -e "$module" ]; then take "$1" "$2" "${module#"$1"/}"; fi
  done
  echo 'hosts: mdns4_minimal [NOTFOUND=return] dns myhostname' > "$2/etc/nsswitch.conf"
}

make_bare() {
  local root=$roots/$1
  rm -rf "$root"
  mkdir -p "$root"/{bin,proc,sys,dev}
  case $1 in
    bare-busybox | bare-shell) ;;
    *) mkdir -p "$root"/{tmp,etc} && chmod 1777 "$root/tmp" ;;
  esac
  case $1 in
    bare-curl) offer "$(pantry)" "$root" dash curl chmod ;;
    bare-wget) offer "$(pantry)" "$root" dash wget chmod sha256sum ;;
    bare-python) offer_python "$root" ;;
    bare-perl) offer_perl "$root" ;;
    bare-bash) offer "$(pantry)" "$root" bash chmod cat ;;
    bare-busybox)
      cp "$(command -v busybox)" "$root/bin/busybox"
      ln -s busybox "$root/bin/sh" ;;
    bare-musl)
      cp "$(command -v busybox)" "$root/bin/busybox"
      cp "$(musl_shells)/dash" "$root/bin/sh"
      (cd "$(pantry)" && cp -L --parents lib/ld-musl-*.so.1 "$root") ;;
    bare-names)
      offer "$(pantry)" "$root" dash curl chmod
      confuse_names "$(pantry)" "$root" ;;
    bare-debian-11)
      offer "$(old_pantry)" "$root" dash bash curl chmod mv rm sha256sum
      confuse_names "$(old_pantry)" "$root" ;;
    bare-shell) cp "$(musl_shells)/dash-static" "$root/bin/sh" ;;
    bare-unchangeable) offer "$(pantry)" "$root" dash curl ;;
  esac
  build "$1"
}
