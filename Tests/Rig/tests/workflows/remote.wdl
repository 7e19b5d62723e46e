version 1.2

task remote {
  input {
    File data
  }
  command <<<
    echo "~{data}"
  >>>
  output {
    String seen = read_string(stdout())
    File same = data
  }
  requirements {
    container: "localhost/busybox:latest"
  }
  hints {
    inputs: input {
      data: hints { localization_optional: true }
    }
  }
}
