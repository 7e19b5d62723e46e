version 1.1

task calculate {
  command <<< echo "calculated" >>>

  output {
    String said = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    gpu: true
    gpuCount: 2
  }
}

workflow gpu_required_and_requested {
  call calculate

  output {
    String said = calculate.said
  }
}
