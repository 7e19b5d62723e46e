version 1.1

task ends {
  input {
    Int status
  }
  command <<<
    echo ~{status} > status.txt
    exit ~{status}
  >>>
  output {
    File status_file = "status.txt"
  }
  runtime {
    memory: "1 GB"
    zones: "us-east-1a"
  }
}

workflow tasks {
  scatter (status in [0, 3]) {
    call ends { input: status }
  }
  output {
    Array[File] files = ends.status_file
  }
}
