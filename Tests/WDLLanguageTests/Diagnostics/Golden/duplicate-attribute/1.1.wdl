version 1.1

task example {
  command <<<>>>
  runtime {
    container: "debian:12"
    docker: "debian:11"
    cpu: 1
    cpu: 2
  }
  meta {
    author: "a"
    author: "b"
    more: {x: 1, x: 2}
  }
}
