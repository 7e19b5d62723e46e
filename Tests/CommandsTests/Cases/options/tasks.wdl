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
  call ends { input: status = 3 }
  output {
    File status_file = ends.status_file
  }
}
