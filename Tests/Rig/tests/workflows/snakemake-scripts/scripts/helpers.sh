say() { for word; do printf '<%s>' "${word##*/}"; done; echo; }
