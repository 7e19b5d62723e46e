version 1.1

task talk {
  command <<<
    echo one; echo two; echo three >&2
  >>>
}
