version 1.2

task t {
  command <<<>>>
  requirements {
    container: "a"
    docker: "b"
    cpu: 1
    cpu: 2
  }
}

task u {
  command <<<>>>
  runtime {
    cpu: 1
    cpu: 2
  }
}
