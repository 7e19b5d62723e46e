version 1.1

task example {
  input {
    String name
    String prefix
    String mode
  }
  command <<<
    mode=fast
    echo "${name}" ~{prefix} ${prefix}.txt ${mode} ${HOME}
  >>>
  runtime {
    container: "debian:12"
  }
}
