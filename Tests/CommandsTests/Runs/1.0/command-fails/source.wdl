version 1.0

task t {
  input { Int status }
  command <<<
    echo "reason one" >&2
    exit ~{status}
  >>>
}

workflow w {
  scatter (s in [0, 3]) { call t { input: status = s } }
}
