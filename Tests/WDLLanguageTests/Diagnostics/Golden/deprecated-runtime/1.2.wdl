version 1.2

task one {
  command <<<>>>
  runtime {
    docker: "debian:12"
  }
}

task two {
  command <<<>>>
  requirements {
    docker: "debian:12"
    maxRetries: 1
    returnCodes: 0
  }
}
