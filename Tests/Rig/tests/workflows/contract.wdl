version 1.2

# Looks from within at what a task is promised, wherever it runs. Each task writes down what it found.
workflow contract {
  input {
    File reads
    File index
    File namesake
    File odd
    File empty
    Directory folder
    Directory bare
    String text
  }

  call surroundings { input: text }

  call inputs { input: reads, index, namesake, odd, empty, folder, bare }

  call streams

  call leaving { input: reads, folder }

  call taking {
    input:
      odd = leaving.odd,
      folder = leaving.tree,
      bare = leaving.bare,
      handed = leaving.handed,
      handed_folder = leaving.handed_folder,
      linked = leaving.linked
  }

  output {
    String surroundings_found = surroundings.found
    String inputs_found = inputs.found
    File stdout = streams.out
    File stderr = streams.err
    Array[File] odd_files = leaving.odd
    Array[File] strange_files = leaving.strange
    Array[File] globbed = leaving.globbed
    Array[File] globbed_below = leaving.globbed_below
    Array[File] nothing = leaving.nothing
    Directory tree = leaving.tree
    Directory bare_tree = leaving.bare
    File handed = leaving.handed
    Directory handed_folder = leaving.handed_folder
    File linked = leaving.linked
    File nobody = leaving.nobody
    File? absent = leaving.absent
    File? dangling = leaving.dangling
    String taking_found = taking.found
  }
}

task surroundings {
  input {
    env String text
  }

  command <<<
    echo "shell: ${BASH_VERSION:+bash}, arguments: $#, options: $-"
    set -o | grep -E 'errexit|nounset|pipefail|noglob'
    echo "working folder: $(ls -A | wc -l) files, $(touch here && echo writable)"
    echo "text: $(printf '%s' "$text" | od -An -tx1 | tr -d ' \n')"
    echo "stdin: $(if read -r line; then echo "has $line"; else echo ended; fi)"
    echo "umask: $(umask)"
    echo "temporary folder: $(file=$(mktemp) && echo made && rm "$file")"
    echo "home: $(touch "$HOME/.martlet-contract" && echo writable && rm "$HOME/.martlet-contract")"
    echo "asked for: ~{task.cpu} cores, ~{task.memory} bytes, attempt ~{task.attempt}"
    echo "signals: $(sh -c 'kill -TERM $$; echo ignored'; echo $?) $(sh -c 'kill -PIPE $$; echo ignored'; echo $?)"
    false
    true | false
    echo "a failed command ends nothing: ${UNSET_VARIABLE-yes}"
  >>>

  output {
    String found = read_string(stdout())
  }

  requirements {
    container: "localhost/variants:latest"
    cpu: 1
    memory: "256 MiB"
  }
}

task inputs {
  input {
    File reads
    File index
    File namesake
    File odd
    File empty
    Directory folder
    Directory bare
  }

  command <<<
    export LC_ALL=C
    name() { basename "$1"; }
    echo "reads: $(name '~{reads}') holds $(cat '~{reads}')"
    echo "index: $(name '~{index}') beside it: $([ "$(dirname '~{reads}')" = "$(dirname '~{index}')" ] && echo yes)"
    echo "namesake: $(name '~{namesake}') holds $(cat '~{namesake}')"
    echo "odd: $(name "~{odd}") holds $(cat "~{odd}")"
    echo "empty: $(name '~{empty}') has $(wc -c < '~{empty}') bytes"
    echo "folder: $(name '~{folder}')"
    (cd '~{folder}' && find -L . | sort)
    (cd '~{folder}' && cat below/one.txt link.txt)
    echo "bare: $(name '~{bare}') has $(ls -A '~{bare}' | wc -l) files"
    for path in '~{reads}' '~{folder}'; do case $path in /*) echo absolute ;; *) echo "relative: $path" ;; esac; done
  >>>

  output {
    String found = read_string(stdout())
  }

  requirements {
    container: "localhost/variants:latest"
    memory: "256 MiB"
  }
}

task streams {
  command <<<
    echo begin
    echo complaint >&2
    head -c 300000 /dev/zero | tr '\0' o
    head -c 300000 /dev/zero | tr '\0' e >&2
    printf '\xff\x00\r no line end'
    printf 'neither here' >&2
    (sleep 0.5; printf ', late words') &
  >>>

  output {
    File out = stdout()
    File err = stderr()
  }

  requirements {
    container: "localhost/variants:latest"
    memory: "256 MiB"
  }
}

task leaving {
  input {
    File reads
    Directory folder
  }

  command <<<
    mkdir odd g g/deep tree tree/below tree/empty bare
    for name in 'a b' "it's" 'say "x"' 'ünï' '100%' 'a+b' '#1' 'q?x' '-dash' 'semi;colon' '$HOME' 'back\slash' 'a&b=c'; do
      printf '%s' "$name" > "odd/$name"
    done
    mkdir strange
    for name in $'tab\tand\r' ' around ' $'\x01' 'a//b?&=+%2F' "$(printf 'x%.0s' {1..255})"; do
      printf '%s' "$name" > "strange/${name//\//_}"
    done
    for name in b a B 10 9 é .hidden; do echo "$name" > "g/$name.txt"; done
    mkdir g/folder.txt
    echo deep > g/deep/x.txt
    ln -s ../b.txt g/deep/y.txt
    ln -s nowhere g/gone.txt
    echo one > tree/one
    : > tree/below/nothing
    ln -s one tree/to_one
    ln -s ../one tree/below/to_one
    echo two > two
    ln -s two linked
    ln -s nowhere dangling
    : > nobody
  >>>

  output {
    Array[File] odd = glob("odd/*")
    Array[File] strange = glob("strange/*")
    Array[File] globbed = glob("g/*.txt")
    Array[File] globbed_below = glob("g/*/?.txt")
    Array[File] nothing = glob("no such/*")
    Directory tree = "tree"
    Directory bare = "bare"
    File handed = reads
    Directory handed_folder = folder
    File linked = "linked"
    File nobody = "nobody"
    File? absent = "absent"
    File? dangling = "dangling"
  }

  requirements {
    container: "localhost/variants:latest"
    memory: "256 MiB"
  }
}

task taking {
  input {
    Array[File] odd
    Directory folder
    Directory bare
    File handed
    Directory handed_folder
    File linked
  }

  command <<<
    export LC_ALL=C
    while read -r path; do echo "odd: $(basename -- "$path") holds $(cat "$path")"; done < '~{write_lines(odd)}'
    (cd '~{folder}' && find -L . | sort && cat below/to_one)
    echo "bare: $(ls -A '~{bare}' | wc -l) files"
    echo "handed: $(basename '~{handed}') holds $(cat '~{handed}')"
    (cd '~{handed_folder}' && find -L . | sort)
    echo "linked: $(basename '~{linked}') holds $(cat '~{linked}')"
  >>>

  output {
    String found = read_string(stdout())
  }

  requirements {
    container: "localhost/variants:latest"
    memory: "256 MiB"
  }
}
