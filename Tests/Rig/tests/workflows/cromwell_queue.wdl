version 1.0

# One call goes to a queue of another region, the other one to the environment's.
task say {
  input {
    String? queue
    Int seconds = 0
  }
  command <<<
    echo "said in ${AWS_REGION:-nowhere}"
    sleep ~{seconds}
  >>>
  runtime {
    docker: "localhost/busybox:latest"
    memory: "64 MiB"
    queueArn: queue
  }
  output {
    String said = read_string(stdout())
  }
}

workflow cromwell_queue {
  input {
    String queue
    Int seconds = 0
  }
  call say as away { input: queue = queue, seconds = seconds }
  call say as home
  output {
    Array[String] said = [away.said, home.said]
  }
}
