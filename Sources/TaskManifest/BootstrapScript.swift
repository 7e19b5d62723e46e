/// The script that fetches the agent into a container: POSIX shell, nothing else taken for granted, not even `rm`.
///
/// Arguments: the address, the SHA-256, then the agent's own. It looks for a folder that may be written and executed in,
/// fetches with the first tool that can, checks, and becomes the agent. As the container's first process it would not
/// hear TERM without a trap. It ends with ``AgentStatus/notObtained`` after
/// saying what was tried.
///
/// The digest comes with the job, over a channel that is trusted. So where the image can compute one (`v` is set) the
/// channel of the download need not be: an image without certificates (`loose`) and tools without TLS (`plain`) are
/// tried after the proper way, `safe`. Without a digest tool only the proper way is, and the agent checks itself.
enum BootstrapScript {
  static let text = #"""
    trap 'exit 143' TERM INT
    u=$1 s=$2; shift 2
    say() { printf 'martlet-agent: %s\n' "$*" >&2; }
    end() { say "$1 set the environment's agent to \`mount\` or \`image\`"; exit 240; }
    has() { command -v "$1" >/dev/null 2>&1; }
    sum() {
      if has sha256sum; then sha256sum
      elif has openssl; then openssl dgst -sha256 -r
      elif has shasum; then shasum -a 256
      elif has busybox; then busybox sha256sum
      elif has python3; then python3 -c 'import hashlib,sys;print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
      elif has perl; then perl -MDigest::SHA -e 'print Digest::SHA->new(256)->addfile(*STDIN)->hexdigest'
      fi <"$1" 2>/dev/null
    }
    good() { y=$(sum "$1"); [ "${y%% *}" = "$s" ]; }
    clear() { rm -f "$t" || : >"$t"; } 2>/dev/null
    exe() {
      case $x in
      chmod) chmod 755 "$1" ;;
      busybox) busybox chmod 755 "$1" ;;
      python3) python3 -c 'import os,sys;os.chmod(sys.argv[1],493)' "$1" ;;
      perl) perl -e 'chmod 493,@ARGV or die' "$1" ;;
      esac
    }
    get() {
      k=; [ "$1" = loose ] && k=1
      case $2 in
      curl) curl -qfsSL ${k:+-k} --connect-timeout 20 --max-time 600 -o "$t" "$3" ;;
      wget)
        case $(wget --version 2>&1) in GNU*) wget -q -t 2 -T 30 ${k:+--no-check-certificate} -O "$t" "$3" ;;
        *) wget -q ${k:+--no-check-certificate} -O "$t" "$3" ;; esac ;;
      busybox) busybox wget -q -O "$t" "$3" ;;
      python3) python3 -c 'import sys
    u,f,k=sys.argv[1:]
    try:
     t=u[4]=="s"
     if t: import ssl; t=ssl._create_unverified_context() if k else ssl.create_default_context()
     try: from urllib.request import urlopen
     except ImportError:
      import socket
      h,p=u.split("/",3)[2:]; n,_,o=h.partition(":")
      c=socket.create_connection((n,int(o or (443 if t else 80))),60)
      if t: c=t.wrap_socket(c,server_hostname=n)
      c.sendall(f"GET /{p} HTTP/1.0\r\nHost: {h}\r\n\r\n".encode())
      a=c.makefile("rb"); l=a.readline()
      if b" 200 " not in l: sys.exit(l.decode())
      while a.readline().strip(): pass
     else: a=urlopen(u,timeout=60,**({"context":t} if t else {}))
     with open(f,"wb") as f:
      while True:
       b=a.read(65536)
       if not b: break
       f.write(b)
    except Exception as e: sys.exit(str(e))' "$3" "$t" "$k" ;;
      perl) perl -e '($u,$f)=@ARGV; if (eval {require HTTP::Tiny}) {
     $r=HTTP::Tiny->new(timeout=>60)->mirror($u,$f); $r->{success} or die "$r->{status} $r->{reason}\n"; exit }
    $u=~m{^http://([^/:]+)(:(\d+))?(/.*)} or die "no TLS\n"; ($h,$p,$q)=($1,$3||80,$4); require IO::Socket::INET;
    $s=IO::Socket::INET->new(PeerAddr=>$h,PeerPort=>$p,Timeout=>30) or die "cannot connect\n";
    print $s "GET $q HTTP/1.0\r\nHost: $h".($p==80?"":":$p")."\r\n\r\n"; $_=<$s>; / 200 / or die $_;
    while (<$s>) {last if /^\r?$/} open $o,">",$f or die "$!\n"; binmode $o; $/=\65536; print $o $_ while <$s>;
    close $o or die "$!\n"' "$3" "$t" ;;
      bash) bash -c 'u=${1#http://}; [ "$u" != "$1" ] || { echo no TLS; exit 1; }
    h=${u%%/*}; p=${h##*:}; [ "$p" != "$h" ] || p=80
    exec 3<>"/dev/tcp/${h%:*}/$p" || exit 1
    printf "GET /%s HTTP/1.0\r\nHost: %s\r\n\r\n" "${u#*/}" "$h" >&3
    read -t 60 -r v c m <&3; [ "$c" = 200 ] || { echo "$c $m"; exit 1; }
    while read -t 60 -r l <&3 && [ "${l%?}" ]; do :; done; cat <&3 >"$2"' bash "$3" "$t" ;;
      esac
    }
    for x in chmod busybox python3 perl ''; do [ "$x" ] && has $x && break; done
    [ "$x" ] || end 'the image has nothing that makes a file executable, such as chmod:'
    for d in "$MARTLET_AGENT_DIR" /tmp /var/tmp /dev/shm "$HOME" .; do
      [ "$d" ] && [ -d "$d" ] || continue
      f=${d%/}/martlet-agent-$s t=$f.$$
      (echo 'exit 0' >"$t" && exe "$t" && "$t") 2>/dev/null && break
      rm -f "$t" 2>/dev/null; t=
    done
    [ "$t" ] || end 'no folder to put the agent in: none of MARTLET_AGENT_DIR, /tmp, /var/tmp, /dev/shm, HOME and the working folder can be written to and executed from; mount one, or'
    v=$(sum "$t")
    modes=safe; [ "$v" ] && case $u in https:*) modes='safe loose plain' ;; esac
    n=0 ok= tools=
    for w in curl wget busybox python3 perl bash; do has $w && tools="$tools $w"; done
    [ "$v" ] && [ -x "$f" ] && good "$f" && ok=1 && clear
    while [ ! "$ok" ] && [ "$tools" ] && [ $n -lt 4 ]; do
      [ $n = 0 ] || sleep $((n * 2)) 2>/dev/null
      n=$((n + 1)) e=
      for m in $modes; do for w in $tools; do
        a=$u; [ $m = plain ] && a=http:${u#https:}
        clear
        if o=$(get $m $w "$a" 2>&1) && [ -s "$t" ]; then
          if [ ! "$v" ] || good "$t"; then exe "$t" && { mv -f "$t" "$f" 2>/dev/null || f=$t; } && ok=1 && break 2; fi
          o='what came has another SHA-256'
        fi
        o=${o%%://*}; e="$e; $w ($m): ${o%%X-Amz-*}"
      done; done
    done
    [ "$ok" ] || {
      clear
      [ "$tools" ] && say "could not fetch the agent$e" || say 'could not fetch the agent: the image has none of curl, wget, busybox, python3, perl and bash'
      end 'if the tools were refused, the link may have expired before the job started: submit it again. Otherwise put the agent on the host or into the image, and'
    }
    [ "$v" ] || set -- "$@" --expect-sha256 "$s"
    exec "$f" "$@"
    """#
}
