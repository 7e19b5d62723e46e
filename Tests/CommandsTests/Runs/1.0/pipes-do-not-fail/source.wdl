version 1.0

task t {
  command <<<
    false | true
    false
    echo on
  >>>
  output { String text = read_string(stdout()) }
}

task strict {
  command <<<
    set -euo pipefail
    false | true
    echo never
  >>>
}

workflow w {
  call t
  call strict
}
