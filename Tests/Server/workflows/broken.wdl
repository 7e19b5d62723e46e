version 1.0

workflow broken {
  call fail
}

task fail {
  command <<<
    echo "it broke" >&2
    exit 3
  >>>
}
